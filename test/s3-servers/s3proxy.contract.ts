import { s3Contract } from './contract.ts'
import { s3proxy } from './s3proxy.ts'

s3Contract('s3proxy', { ...s3proxy, gaps: { races: true, folders: true } })
