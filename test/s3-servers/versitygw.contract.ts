import { s3Contract } from './contract.ts'
import { versitygw } from './kinds.ts'

s3Contract('versitygw', versitygw)
