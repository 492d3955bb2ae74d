import { parseArgs } from 'node:util'
import { Kept } from './kept.ts'
import { writePage } from './page.ts'
import { Tally } from './tally.ts'
import type { Group, Outcome, Trial, TrialOptions, Trials } from './trial.ts'

const groups: Readonly<Record<Group, () => Promise<{ trials: Trials }>>> = {
  s3: () => import('./s3/index.ts'),
  postgres: () => import('./postgres/index.ts'),
  kill: () => import('./kills/index.ts'),
}

const usage = `npm run torture -- [--seed N] [--group s3|postgres|kill] [--short] [--only TEXT] [--part K/N]
                     [--list] [--keep FILE [--count]] [--write]

  --seed N      decides on what is left to chance; 1 when left out
  --group G     faults of one kind only; may be given more than once
  --short       a sample, as in CI
  --only TEXT   only trials that have this in their name
  --part K/N    of each N trials the Kth, for N runs at once (most of a trial is waiting), each with a file of its own;
                then once more without it, with a file of all their lines
  --list        print the names, run nothing
  --keep FILE   remember there what became of each, and pass over those that are there: to go on with a run
  --count       run nothing, count what FILE has
  --write       put the table into docs/reliability.md`

interface Part {
  which: number
  of: number
}

/** What to run, and how. */
interface Plan extends TrialOptions {
  groups: readonly Group[]
  part: Part
  list: boolean
  keep: string | undefined
  count: boolean
  write: boolean
}

function planOf(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      group: { type: 'string', multiple: true, default: Object.keys(groups) },
      short: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      part: { type: 'string', default: '1/1' },
      list: { type: 'boolean', default: false },
      keep: { type: 'string' },
      count: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}"`)
  const unknown = values.group.find((name) => !(name in groups))
  if (unknown !== undefined)
    throw new Error(`--group takes ${Object.keys(groups).join(', ')}, not "${unknown}"`)
  const part = partOf(values.part)
  if (values.write && (values.short || values.only !== '' || part.of > 1 || values.list))
    throw new Error('--write takes whole groups: leave out --short, --only, --part and --list')
  return { ...values, seed, part, groups: values.group as Group[], keep: values.keep }
}

function partOf(text: string): Part {
  const [which, of] = /^(\d+)\/(\d+)$/.exec(text)?.slice(1).map(Number) ?? []
  if (which === undefined || of === undefined || which < 1 || which > of)
    throw new Error(`--part takes K/N, as in 1/4, not "${text}"`)
  return { which, of }
}

async function torture(plan: Plan): Promise<Tally> {
  const tally = new Tally()
  const kept = new Kept(plan.keep)
  if (plan.count) {
    kept.count(tally, plan.groups)
    return tally
  }
  let nth = 0
  for (const group of plan.groups) {
    const { trials } = await groups[group]()
    for await (const trial of trials(plan)) {
      if (!trial.name.includes(plan.only)) continue
      if (nth++ % plan.part.of !== plan.part.which - 1) continue
      if (plan.list) console.log(`${group} ${trial.name}`)
      else tally.add(trial, kept.of(trial) ?? (await tryOut(trial, plan, kept)))
    }
  }
  return tally
}

let count = 0
async function tryOut(trial: Trial, { seed }: Plan, kept: Kept): Promise<Outcome> {
  const began = performance.now()
  const outcome = await trial
    .run()
    .catch((error): Outcome => ({ fate: 'broken', broken: [`the trial itself failed: ${error?.stack}`] }))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  count += 1
  console.log(`${count} ${trial.group} ${trial.name}: ${outcome.fate}, ${seconds} s${detailOf(outcome)}`)
  if (outcome.fate === 'broken')
    console.log(
      `  again: npm run torture -- --seed ${seed} --group ${trial.group} --only '${quoted(trial.name)}'`,
    )
  kept.add(trial, outcome)
  return outcome
}

function detailOf(outcome: Outcome): string {
  if (outcome.fate === 'broken') return outcome.broken.map((each) => `\n  BROKEN ${each}`).join('')
  return outcome.detail === undefined || outcome.detail === '' ? '' : `: ${outcome.detail}`
}

function quoted(text: string): string {
  return text.replaceAll("'", String.raw`'\''`)
}

async function main(): Promise<number> {
  let plan: Plan
  try {
    plan = planOf(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
  const tally = await torture(plan)
  if (plan.list) return 0
  console.log(`\n${tally.table()}`)
  const chosen =
    plan.groups.length < Object.keys(groups).length ? plan.groups.map((group) => ` --group ${group}`) : []
  // What is only counted is what there is by now, of a run that was broken off.
  const how = plan.count ? [' --keep FILE`, broken off'] : ['`']
  if (plan.write)
    writePage(
      tally.table(),
      `\`npm run torture -- --seed ${plan.seed}${[...chosen, ...how].join('')}`,
      new Date(),
    )
  return tally.broken > 0 ? 1 : 0
}

process.exitCode = await main()
