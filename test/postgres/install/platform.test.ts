import { expect, test } from '@jest/globals'
import { platformOf } from '../../../src/postgres/install/platform.ts'

const debian = 'PRETTY_NAME="Debian GNU/Linux 13"\nID=debian\nVERSION_CODENAME=trixie\n'
const ubuntu = 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n'
const mint = 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=xia\nUBUNTU_CODENAME=noble\n'

test.each([
  ['Debian', debian, 'x64', { codename: 'trixie', architecture: 'amd64', triplet: 'x86_64-linux-gnu' }],
  [
    'Ubuntu on arm64',
    ubuntu,
    'arm64',
    { codename: 'noble', architecture: 'arm64', triplet: 'aarch64-linux-gnu' },
  ],
  ['Mint, which uses packages of Ubuntu', mint, 'x64', { codename: 'noble', architecture: 'amd64' }],
])('%s is a machine to fetch for', (_, osRelease, arch, platform) => {
  expect(platformOf({ system: 'linux', machine: arch, osRelease }, 18)).toMatchObject(platform)
})

test.each([
  ['darwin', 'arm64', '', /not for macOS; run: brew install postgresql@18$/],
  [
    'linux',
    'x64',
    'ID=alpine\nPRETTY_NAME="Alpine Linux"\n',
    /not for Alpine Linux; run: apk add postgresql18-client$/,
  ],
  ['linux', 'x64', 'ID="rocky"\nID_LIKE="rhel fedora"\n', /not for linux; run: dnf install postgresql18$/],
  ['linux', 's390x', debian, /not for a processor of type s390x; run: apt-get install postgresql-client-18$/],
  ['linux', 'x64', '', /not for linux; install the client programs of PostgreSQL 18$/],
])('%s %s is told what to type instead', (system, arch, osRelease, message) => {
  expect(() => platformOf({ system, machine: arch, osRelease }, 18)).toThrow(message)
})
