import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Coalescer, Write } from '../lib/db/coalesce'
import { registerUnknown } from '../lib/stations/mutations/register-unknown'
import { findGatewayStations, type GatewayStation } from '../lib/stations/queries/gateway-stations'
import { hashStationPassword, verifyStationPassword } from '../lib/stations/station-password'
import type { Credentials } from './handshake'

/** Who is let in: the station, or the HTTP status to refuse with. */
export type Admission =
  | { readonly station: GatewayStation }
  | { readonly refuse: 401 | 404 | 429; readonly why: string }

export interface AdmissionOptions {
  readonly coalescer: Coalescer
  readonly unknownStations: 'pending' | 'accept' | 'reject'
}

/** At most this many password checks wait at once; beyond it stations are told to come back. */
const MAX_CHECKS_WAITING = 2_000

/**
 * Decides who may connect (SPEC H-1 … H-6). A password that was right a moment ago is recognised by a keyed digest, so that
 * reconnects after a network hiccup do not cost an argon2 each; the digests live and die with the process.
 */
export function createAdmission({ coalescer, unknownStations }: AdmissionOptions) {
  const digestKey = randomBytes(32)
  const recognised = new Map<bigint, { hash: string; digest: Buffer }>()
  let checksWaiting = 0

  const digestOf = (password: Buffer) => createHmac('sha256', digestKey).update(password).digest()

  async function isRightPassword(
    station: GatewayStation & { passwordHash: string },
    password: Buffer,
  ): Promise<boolean> {
    const digest = digestOf(password)
    const known = recognised.get(station.id)
    if (known?.hash === station.passwordHash && timingSafeEqual(known.digest, digest)) return true
    const isRight = await verifyStationPassword(station.passwordHash, password)
    if (isRight) recognised.set(station.id, { hash: station.passwordHash, digest })
    return isRight
  }

  async function find(identity: string): Promise<GatewayStation | null> {
    const [station] = await coalescer.submit({ writes: [{ writer: findGatewayStations, item: identity } as Write] })
    return station as GatewayStation | null
  }

  async function register(identity: string, credentials: Credentials | null): Promise<boolean> {
    const item = {
      identity,
      registration: unknownStations === 'accept' ? 'accepted' : 'pending',
      passwordHash: credentials && (await hashStationPassword(credentials.password)),
    } as const
    const [isLetIn] = await coalescer.submit({ writes: [{ writer: registerUnknown, item } as Write] })
    return isLetIn as boolean
  }

  return async function admit(identity: string, credentials: Credentials | null | 'malformed'): Promise<Admission> {
    if (credentials === 'malformed') return { refuse: 401, why: 'unreadable credentials' }
    if (credentials && credentials.username.toLowerCase() !== identity.toLowerCase()) {
      return { refuse: 401, why: 'user name differs from the identity' }
    }
    if (checksWaiting >= MAX_CHECKS_WAITING) return { refuse: 429, why: 'too many stations at once' }
    checksWaiting++
    try {
      let station = await find(identity)
      if (!station && unknownStations !== 'reject') {
        if (!(await register(identity, credentials))) return { refuse: 429, why: 'too many pending stations' }
        station = await find(identity)
      }
      if (!station) return { refuse: 404, why: 'unknown station' }
      return (await mayEnter(station, credentials)) ? { station } : { refuse: 401, why: 'wrong or missing password' }
    } finally {
      checksWaiting--
    }
  }

  async function mayEnter(station: GatewayStation, credentials: Credentials | null): Promise<boolean> {
    const { passwordHash } = station
    if (credentials && passwordHash !== null) return isRightPassword({ ...station, passwordHash }, credentials.password)
    if (passwordHash !== null) return station.allowWithoutPassword
    return station.allowWithoutPassword || station.registration !== 'accepted'
  }
}
