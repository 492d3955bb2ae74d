/** Something wrong in a workflow or an action. Line and column count from 1. */
export interface Finding {
  file: string
  line: number
  column: number
  message: string
}
