import { s3Contract } from './contract.ts'
import { rclone } from './kinds.ts'

s3Contract('rclone', rclone)
