import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { truthy } from '@actions/expressions/result'

/** What an expression can name: `needs`, `inputs`, `steps` and so on, as plain values. */
export type Contexts = Readonly<Record<string, unknown>>

/** How the jobs or steps before went, for `success()` and its kin. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped'

const names = 'github env vars secrets inputs needs matrix steps job jobs runner strategy'.split(' ')

/** Evaluates what stands between `${{` and `}}` with GitHub's own library. @throws Error for what is no expression */
export function evaluate(
  expression: string,
  contexts: Contexts,
  status: Status = 'success',
): data.ExpressionData {
  const functions = statusFunctions(status)
  const tree = new Parser(new Lexer(expression).lex().tokens, names, [...functions.values()]).parse()
  const all = Object.fromEntries(names.map((name) => [name, contexts[name] ?? {}]))
  const dictionary = JSON.parse(JSON.stringify(all), data.reviver) as data.Dictionary
  return new Evaluator(tree, dictionary, functions).evaluate()
}

function statusFunctions(status: Status) {
  const says = (name: string, answer: boolean) =>
    [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answer) }] as const
  return new Map([
    says('always', true),
    says('success', status === 'success'),
    says('failure', status === 'failure'),
    says('cancelled', status === 'cancelled'),
  ])
}

/** Whether an `if` lets a job or a step run: without a word about the status, only after success. */
export function allows(condition: unknown, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success'
  const text = String(condition).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  const asksStatus = /\b(always|success|failure|cancelled)\s*\(/.test(text)
  return truthy(evaluate(asksStatus ? text : `success() && (${text})`, contexts, status))
}

/** A value of the workflow with its expressions filled in; one that is nothing but an expression keeps its type. */
export function fill(value: unknown, contexts: Contexts): unknown {
  if (Array.isArray(value)) return value.map((each) => fill(each, contexts))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, contexts)]))
  if (typeof value !== 'string') return value
  const [, alone] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value) ?? []
  if (alone !== undefined) return JSON.parse(JSON.stringify(evaluate(alone, contexts), data.replacer))
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, inside: string) => evaluate(inside, contexts).coerceString())
}

/** As it reaches a process: empty for null, `true` and `false`, and anything else as text. */
export function asText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

/** Each value as it reaches a process. */
export function filledTexts(
  values: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, asText(fill(value, contexts))]),
  )
}
