import { Fault } from './fault'

/**
 * `--name=17` on the command line. A typo must not pass for a run of nothing.
 * @throws Fault when it is no whole number from 1
 */
export function numberOption(name: string, otherwise: number, args: readonly string[] = process.argv): number {
  const said = args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  if (said === undefined) return otherwise
  const value = Number(said)
  if (!Number.isSafeInteger(value) || value < 1) throw new Fault(`--${name}=${said} is not a whole number from 1.`)
  return value
}
