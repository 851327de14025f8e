import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A connection a 2.x station has been told of (SetNetworkProfile). */
export interface KnownNetwork {
  readonly url: string
  readonly securityProfile: number
}

/** What a station still knows after its power has been off; what is missing is as it left the works. */
export interface Kept {
  readonly firmware?: string
  /** Settings that were changed, its password among them, by name. */
  readonly settings?: Readonly<Record<string, string>>
  /** Roots it was given, PEM. */
  readonly roots?: readonly { readonly type: string; readonly certificate: string }[]
  /** Its own certificate with its chain, and the key, PEM. */
  readonly certificate?: { readonly chain: string; readonly key: string }
  /** By slot. */
  readonly networks?: Readonly<Record<string, KnownNetwork>>
}

/** One station's memory. */
export class StationMemory {
  constructor(
    private now: Kept = {},
    private readonly onChange: (kept: Kept) => void = () => undefined,
  ) {}

  get kept(): Kept {
    return this.now
  }

  /** Kept before it is answered: a station that has said yes to a password must not come with the old one. */
  keep(change: Kept): void {
    this.now = { ...this.now, ...change }
    this.onChange(this.now)
  }
}

/** The whole fleet's, in one file. @returns each station's own, by identity */
export function openFleetMemory(path: string): (identity: string) => StationMemory {
  const all = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Kept>) : {}
  return (identity) =>
    new StationMemory(all[identity], (kept) => {
      all[identity] = kept
      // Under its name only when it is whole: a simulator that is killed here loses the last change, not the file.
      writeFileSync(`${path}.new`, JSON.stringify(all), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    })
}
