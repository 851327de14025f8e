import type { Configuration } from './configuration'
import type { StationSpec } from './fleet-file'
import type { KnownNetwork, StationMemory } from './memory'

/** Where a station calls, and how it shows who it is. */
export interface Address {
  readonly url: string
  readonly securityProfile: number
  /** HTTP Basic password as bytes; null: none. */
  readonly password: Buffer | null
  readonly tls?: { readonly ca: readonly string[]; readonly cert?: string; readonly key?: string }
}

/** A station tries a connection this often before the next one it knows (NetworkProfileConnectionAttempts). */
const ATTEMPTS_EACH = 3

/** What the station is by now, for its connection. */
export interface Caller {
  readonly spec: StationSpec
  readonly memory: StationMemory
  readonly configuration: Configuration
}

/** Which roots are for the control room's certificate: 1.6's word, 2.x's word. */
const ROOT_TYPES: readonly string[] = ['CentralSystemRootCertificate', 'CSMSRootCertificate']

const rootsOf = ({ memory }: Caller): readonly string[] =>
  (memory.kept.roots ?? []).filter(({ type }) => ROOT_TYPES.includes(type)).map(({ certificate }) => certificate)

/** Whether the station has what a profile takes; it must refuse otherwise (security whitepaper A05.FR.02–04). */
export function hasWhatItTakes(caller: Caller, securityProfile: number): boolean {
  if (securityProfile >= 2 && rootsOf(caller).length === 0) return false
  return securityProfile < 3 || caller.memory.kept.certificate !== undefined
}

/** Its connections, the one to try first at the front. @param urls where it was told to call when it was put up */
export function networksOf(caller: Caller, urls: { readonly url: string; readonly tlsUrl?: string }): KnownNetwork[] {
  const { spec, configuration, memory } = caller
  const first = { url: urls.url, securityProfile: spec.password === null ? 0 : 1 }
  if (spec.version === 'ocpp1.6') {
    const securityProfile = Number(configuration.find('SecurityProfile')?.value ?? first.securityProfile)
    return [securityProfile < 2 ? first : { url: urls.tlsUrl ?? urls.url, securityProfile }]
  }
  const known: Readonly<Record<string, KnownNetwork>> = { 1: first, ...memory.kept.networks }
  const order = configuration.find('OCPPCommCtrlr.NetworkConfigurationPriority')?.value.split(',') ?? []
  const networks = order.flatMap((slot) => known[slot.trim()] ?? [])
  return networks.length > 0 ? networks : [first]
}

/** Whom to call after so many attempts that failed. */
export function addressOf(caller: Caller, networks: readonly KnownNetwork[], failures: number): Address {
  const { url, securityProfile } = networks[Math.floor(failures / ATTEMPTS_EACH) % networks.length]!
  const { certificate } = caller.memory.kept
  const password = securityProfile === 3 ? null : passwordOf(caller)
  if (!url.startsWith('wss:')) return { url, securityProfile, password }
  const own = securityProfile === 3 && certificate ? { cert: certificate.chain, key: certificate.key } : {}
  return { url, securityProfile, password, tls: { ca: rootsOf(caller), ...own } }
}

const HEX = /^(?:[0-9a-f]{2}){16,20}$/i

/** 1.6: the bytes that its hexadecimal digits spell (security whitepaper 2.2). */
function passwordOf({ spec, configuration }: Caller): Buffer | null {
  const value = configuration.secret
  if (value === '') return null
  return spec.version === 'ocpp1.6' && HEX.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value)
}
