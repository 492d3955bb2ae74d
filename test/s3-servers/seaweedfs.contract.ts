import { s3Contract } from './contract.ts'
import { seaweedfs } from './kinds.ts'

s3Contract('seaweedfs', seaweedfs)
