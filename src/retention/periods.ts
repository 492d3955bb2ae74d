/** The periods that a rule can keep one backup of, each with what tells one period from the next. All in UTC. */
export const periods = {
  hourly: (time: Date) => time.toISOString().slice(0, 13),
  daily: (time: Date) => time.toISOString().slice(0, 10),
  weekly: mondayOf,
  monthly: (time: Date) => time.toISOString().slice(0, 7),
  yearly: (time: Date) => time.toISOString().slice(0, 4),
}

// An ISO week begins on Monday, and its Monday names it: no week 53 and no year's end to get wrong.
function mondayOf(time: Date): string {
  const monday = new Date(time)
  monday.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7))
  return monday.toISOString().slice(0, 10)
}
