import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { actionInputs, readWorkflow, root } from './workflow.ts'

const names = readdirSync(join(root, '.github/workflows'))

describe.each(names)('%s', (name) => {
  test('actions of others are pinned by a commit, with the version beside it', () => {
    const text = readFileSync(join(root, '.github/workflows', name), 'utf8')
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, what]) => what)
    expect(uses).not.toEqual([])
    for (const what of uses)
      expect(what).toMatch(/^(\$\/[\w./-]*|[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  test('a job ends some day, and has only the permissions that it names', async () => {
    const { permissions, jobs } = await readWorkflow(name)
    expect(permissions).toEqual({})
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  test('nothing runs with the rights of the repository on what a stranger sent', async () => {
    const { on } = await readWorkflow(name)
    expect(Object.keys(on)).not.toContain('pull_request_target')
    expect(Object.keys(on)).not.toContain('workflow_run')
  })

  test('what it gives to our actions are inputs of theirs', async () => {
    const { jobs } = await readWorkflow(name)
    const steps = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses?.startsWith('$/')))
    // A release runs none of them.
    if (name !== 'release.yml') expect(steps).not.toEqual([])
    for (const { uses = '', with: given = {} } of steps) {
      const inputs = await actionInputs(uses.slice(2))
      expect(inputs).toEqual(expect.arrayContaining(Object.keys(given)))
    }
  })

  test('no expression becomes part of a program', async () => {
    const { jobs } = await readWorkflow(name)
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''))
    for (const script of scripts) expect(script).not.toMatch(/\$\{\{/)
  })
})
