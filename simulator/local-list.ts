import type { Configuration } from './configuration'

interface Entry {
  readonly token: string
  /** Absent: to be removed. */
  readonly info: object | undefined
}

/** A station's local authorisation list, kept through restarts and outages as the standard asks. */
export class LocalList {
  version = 0
  private readonly infos = new Map<string, object>()

  constructor(
    private readonly room: number,
    private readonly perMessage: number,
  ) {}

  get size(): number {
    return this.infos.size
  }

  /** As a real one: too much at once or in all, and nothing has changed. */
  take(version: number, isFull: boolean, entries: readonly Entry[]): 'Accepted' | 'Failed' | 'VersionMismatch' {
    if (entries.length > this.perMessage) return 'Failed'
    if (!isFull && version <= this.version) return 'VersionMismatch'
    const next = new Map(isFull ? [] : this.infos)
    for (const { token, info } of entries) {
      if (info === undefined) next.delete(token.toUpperCase())
      else next.set(token.toUpperCase(), info)
    }
    if (next.size > this.room) return 'Failed'
    this.infos.clear()
    for (const [token, info] of next) this.infos.set(token, info)
    this.version = version
    return 'Accepted'
  }

  has(token: string): boolean {
    return this.infos.has(token.toUpperCase())
  }
}

/** The list a station of these settings keeps. @param keys what it calls its room and how many entries it takes at once */
export function localListOf(
  configuration: Configuration,
  keys: { readonly room: string; readonly perMessage: string },
) {
  const numberOf = (key: string) => Number(configuration.find(key)?.value ?? 0)
  return new LocalList(numberOf(keys.room), numberOf(keys.perMessage))
}
