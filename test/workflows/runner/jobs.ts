import type { Job } from '../workflow.ts'
import { allows, asText, type Contexts, fill, filledTexts, type Status } from './expressions.ts'
import { type JobFrame, refuseUnknown, runSteps, type StepResult } from './steps.ts'

/** A service container's stand-in: which port of this machine each port of the container is. */
export type Service = Record<string, number>

/** What surrounds a job: `service` starts what an image would, `enter` is asked before a job with an environment. */
export interface JobWorld extends Pick<JobFrame, 'workspace' | 'players' | 'minuteMs'> {
  service: (image: string, name: string) => Promise<Service>
  enter: (environment: string) => Promise<Readonly<Record<'secrets' | 'vars', Record<string, string>>>>
}

export interface JobResult {
  result: 'success' | 'failure' | 'skipped'
  outputs: Record<string, string>
  steps: StepResult[]
  /** The images of its services. */
  images: Record<string, string>
  concurrency: Record<string, unknown> | undefined
  environment: string | undefined
}

const known =
  'name needs if runs-on timeout-minutes permissions outputs services steps env strategy environment concurrency'

/** Runs one job, or each of its matrix. */
export async function runJob(
  job: Job,
  contexts: Contexts,
  status: Status,
  world: JobWorld,
): Promise<JobResult[]> {
  refuseUnknown(job, known.split(' '))
  if (!allows(job.if, contexts, status)) return [skipped]
  const results: JobResult[] = []
  for (const matrix of combinations(fill(job.strategy?.matrix ?? {}, contexts) as Matrix))
    results.push(await runOne(job, { ...contexts, matrix }, world))
  return results
}

const skipped: JobResult = {
  result: 'skipped',
  outputs: {},
  steps: [],
  images: {},
  concurrency: undefined,
  environment: undefined,
}

type Matrix = Record<string, unknown[]>

function combinations(matrix: Matrix): Record<string, unknown>[] {
  return Object.entries(matrix).reduce<Record<string, unknown>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

async function runOne(job: Job, outer: Contexts, world: JobWorld): Promise<JobResult> {
  const environment = job.environment && asText(fill(job.environment, outer))
  const inside = environment === undefined ? outer : within(outer, await world.enter(environment))
  const images = imagesOf(job, inside)
  const contexts = { ...inside, job: { services: await startServices(images, world) } }
  const masks = new Set(Object.values((inside.secrets ?? {}) as Record<string, string>).filter(Boolean))
  const env = filledTexts(job.env, contexts)
  const steps = await runSteps(job.steps, { ...world, contexts, env, masks })
  const failed = steps.some(({ conclusion }) => conclusion === 'failure')
  return {
    result: failed ? 'failure' : 'success',
    outputs: outputsOf(job, contexts, steps, masks),
    steps: steps.map((step) => ({ ...step, log: hidden(step.log, masks) })),
    images,
    concurrency: job.concurrency && (fill(job.concurrency, inside) as Record<string, unknown>),
    environment,
  }
}

/** A called workflow knows only the secrets that it was given; those of the environment take their places. */
function within(contexts: Contexts, { secrets, vars }: Awaited<ReturnType<JobWorld['enter']>>): Contexts {
  const given = contexts.secrets as Record<string, string>
  const replaced = Object.entries(secrets).filter(([name]) => contexts.called !== true || name in given)
  return {
    ...contexts,
    secrets: { ...given, ...Object.fromEntries(replaced) },
    vars: { ...(contexts.vars as object), ...vars },
  }
}

function imagesOf({ services = {} }: Job, contexts: Contexts): Record<string, string> {
  const images = Object.entries(services).map(([name, { image }]) => [name, asText(fill(image, contexts))])
  return Object.fromEntries(images.filter(([, image]) => image !== ''))
}

async function startServices(images: Record<string, string>, world: JobWorld) {
  const started = Object.entries(images).map(async ([name, image]) => {
    const ports = Object.entries(await world.service(image, name))
    const texts = ports.map(([inside, outside]) => [inside, String(outside)])
    return [name, { id: `container-of-${name}`, network: 'bridge', ports: Object.fromEntries(texts) }]
  })
  return Object.fromEntries(await Promise.all(started))
}

/** The runner withholds an output that is empty, and one that holds anything of a secret. */
function outputsOf(job: Job, contexts: Contexts, steps: readonly StepResult[], masks: Set<string>) {
  const byId = Object.fromEntries(job.steps.map(({ id }, at) => [id ?? `step ${at}`, steps[at]]))
  const outputs = Object.entries(job.outputs ?? {}).map(([name, text]) => [
    name,
    asText(fill(text, { ...contexts, steps: byId })),
  ])
  return Object.fromEntries(
    outputs.filter(([, text = '']) => text !== '' && hidden(text, masks) === text),
  ) as Record<string, string>
}

function hidden(text: string, masks: ReadonlySet<string>): string {
  const longestFirst = [...masks].filter((mask) => mask !== '').sort((a, b) => b.length - a.length)
  return longestFirst.reduce((shown, mask) => shown.replaceAll(mask, '***'), text)
}
