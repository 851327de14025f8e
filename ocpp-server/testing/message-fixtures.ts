import { readdirSync, readFileSync } from 'node:fs'
import type { OcppVersion } from '../../lib/ocpp-schemas/official'
import type { ConnectedStation } from '../route'

/** One example of a message in fixtures/messages16, messages201 or messages21; `spec` is the rule of SPEC.md it shows. */
export interface MessageFixture {
  readonly name: string
  readonly spec: string
  readonly payload: unknown
  /** When it is not the file's. */
  readonly action?: string
  /** The version it is answered in, when that is not the one negotiated. */
  readonly dialect?: OcppVersion
  readonly station?: Partial<ConnectedStation>
  readonly results?: Readonly<Record<string, unknown>>
  /** What must be written: writer and the fields of its item that matter, in order. */
  readonly writes?: readonly { readonly writer: string; readonly item: object }[]
  readonly answer?: object
  /** The CALLERROR code as the version spells it. */
  readonly error?: string
}

interface FixtureFile {
  readonly version: OcppVersion
  readonly action: string
  readonly cases: readonly MessageFixture[]
}

const FOLDER = new URL('../fixtures/', import.meta.url)

const FOLDERS = { 'ocpp1.6': 'messages16/', 'ocpp2.0.1': 'messages201/', 'ocpp2.1': 'messages21/' } as const

export function messageFixtures(version: OcppVersion): FixtureFile[] {
  const folder = new URL(FOLDERS[version], FOLDER)
  return readdirSync(folder).map((file) => ({ version, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }))
}

export interface TraceLine {
  readonly t: string
  /** As the back end sees it. */
  readonly dir: 'in' | 'out'
  readonly proto: string
  readonly frame: readonly [number, string, string & Record<string, unknown>, Record<string, unknown>]
}

export interface Trace {
  readonly name: string
  readonly version: OcppVersion
  readonly lines: readonly TraceLine[]
}

/** Conversations recorded from three other makers' stations. The 2.1 one says nothing that 2.0.1 does not know. */
export function recordedTraces(): Trace[] {
  const folder = new URL('traces/', FOLDER)
  return readdirSync(folder).map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8').trim()
    const lines = text.split('\n').map((line) => JSON.parse(line) as TraceLine)
    return { name, version: lines[0]!.proto === 'ocpp1.6' ? 'ocpp1.6' : 'ocpp2.0.1', lines }
  })
}
