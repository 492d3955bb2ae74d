#!/usr/bin/env node
import { open } from '../shared/index.js'
await open('doctor')
