import { messageOf } from './fault'

/** What the supervisor tells the person at the terminal. Everything else goes to the log files. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

/** Says what is being done while it is being done, and how long it took when that was noticeable. */
export async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  say(`· ${what} …`)
  const reminder = setInterval(
    () => say(`  … still ${what.charAt(0).toLowerCase()}${what.slice(1)} (${seconds()})`),
    15_000,
  )
  try {
    const result = await work()
    if (Date.now() - startedAt > 1500) say(`  done in ${seconds()}`)
    return result
  } finally {
    clearInterval(reminder)
  }
}

/** For what must not stop the shutdown. */
export async function orSay(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say(`${what}: ${messageOf(error)}`)
  }
}
