import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type CertificateFault, decideIdentity } from '../lib/certificates/decide-identity'
import { findIssuedCertificates, type KnownCertificate } from '../lib/certificates/queries/gateway-certificates'
import type { Coalescer, Write } from '../lib/db/coalesce'
import { adoptOfferedPassword } from '../lib/stations/mutations/offer-password'
import { registerUnknown } from '../lib/stations/mutations/register-unknown'
import { findGatewayStations, type GatewayStation } from '../lib/stations/queries/gateway-stations'
import { hashStationPassword, verifyStationPassword } from '../lib/stations/station-password'
import type { Channel, ShownCertificate } from './channel'
import type { Credentials } from './handshake'
import type { TrustStore } from './tls/trust-store'

export type SecurityProfile = 0 | 1 | 2 | 3

/** Who is let in: the station and the profile it has come with, or the HTTP status to refuse with. */
export type Admission = LetIn | Refused

export interface LetIn {
  readonly station: GatewayStation
  readonly profile: SecurityProfile
}

export interface Refused {
  readonly refuse: 401 | 403 | 404 | 429
  readonly why: string
  /** Somebody claimed to be this station and could not show it. */
  readonly claimed?: GatewayStation
}

export interface AdmissionOptions {
  readonly coalescer: Coalescer
  readonly trust: TrustStore
  readonly unknownStations: 'pending' | 'accept' | 'reject'
}

/**
 * At most this many wait to be let in at once; beyond it stations are told to come back. A check costs two cores about a millisecond,
 * so a whole network that comes back at once is let in within seconds and nobody is sent away (SPEC O-30).
 */
const MAX_CHECKS_WAITING = 10_000

/**
 * Decides who may connect (SPEC H-1 … H-6, S-1 … S-14). A password that was right a moment ago is recognised by a keyed digest, so
 * that reconnects after a network hiccup do not cost an argon2 each; the digests live and die with the process.
 */
export function createAdmission({ coalescer, trust, unknownStations }: AdmissionOptions) {
  const digestKey = randomBytes(32)
  const recognised = new Map<bigint, { hash: string; digest: Buffer }>()
  let checksWaiting = 0

  const digestOf = (password: Buffer) => createHmac('sha256', digestKey).update(password).digest()

  async function isRightPassword(station: GatewayStation, hash: string, password: Buffer): Promise<boolean> {
    const digest = digestOf(password)
    const known = recognised.get(station.id)
    if (known?.hash === hash && timingSafeEqual(known.digest, digest)) return true
    if (await verifyStationPassword(hash, password)) {
      recognised.set(station.id, { hash, digest })
      return true
    }
    return isOfferedPassword(station, password)
  }

  /** The new one we have offered and not heard of: the station has taken it, and it stays. */
  async function isOfferedPassword(station: GatewayStation, password: Buffer): Promise<boolean> {
    const hash = station.offeredPasswordHash
    if (hash === null || !(await verifyStationPassword(hash, password))) return false
    await adoptOfferedPassword(station.id)
    recognised.set(station.id, { hash, digest: digestOf(password) })
    return true
  }

  async function find(identity: string): Promise<GatewayStation | null> {
    const [station] = await coalescer.submit({ writes: [{ writer: findGatewayStations, item: identity } as Write] })
    return station as GatewayStation | null
  }

  async function register(
    identity: string,
    credentials: Credentials | null,
    certificate: ShownCertificate | null,
  ): Promise<boolean> {
    const hasOwnCertificate =
      certificate?.isTrusted === true && certificate.commonName.toLowerCase() === identity.toLowerCase()
    const item = {
      identity,
      registration: unknownStations === 'accept' ? 'accepted' : 'pending',
      passwordHash: credentials && (await hashStationPassword(credentials.password)),
      securityProfile: hasOwnCertificate ? 3 : 0,
    } as const
    const [isLetIn] = await coalescer.submit({ writes: [{ writer: registerUnknown, item } as Write] })
    return isLetIn as boolean
  }

  async function faultOf(certificate: ShownCertificate, station: GatewayStation): Promise<CertificateFault | null> {
    const item = certificate.fingerprint
    const [issued] = await coalescer.submit({ writes: [{ writer: findIssuedCertificates, item } as Write] })
    const isOurs = trust.current.authorities.some(
      (ours) => certificate.x509.checkIssued(ours) && certificate.x509.verify(ours.publicKey),
    )
    return decideIdentity({ ...certificate, isOurs }, issued as KnownCertificate | null, station, new Date())
  }

  return async function admit(
    identity: string,
    credentials: Credentials | null | 'malformed',
    channel: Channel,
  ): Promise<Admission> {
    if (credentials === 'malformed') return { refuse: 401, why: 'unreadable credentials' }
    if (credentials && credentials.username.toLowerCase() !== identity.toLowerCase()) {
      return { refuse: 401, why: 'user name differs from the identity' }
    }
    if (checksWaiting >= MAX_CHECKS_WAITING) return { refuse: 429, why: 'too many stations at once' }
    checksWaiting++
    try {
      let station = await find(identity)
      if (!station && unknownStations !== 'reject') {
        if (!(await register(identity, credentials, channel.certificate)))
          return { refuse: 429, why: 'too many pending stations' }
        station = await find(identity)
      }
      if (!station) return { refuse: 404, why: 'unknown station' }
      return await decide(station, credentials, channel)
    } finally {
      checksWaiting--
    }
  }

  async function decide(
    station: GatewayStation,
    credentials: Credentials | null,
    { isEncrypted, certificate }: Channel,
  ): Promise<Admission> {
    const fault = certificate && (await faultOf(certificate, station))
    if (certificate && fault === null) return { station, profile: 3 }
    const entrance = await mayEnter(station, credentials)
    if (entrance === 'no') {
      const why = fault === null ? 'wrong or missing password' : `its certificate does not count: ${fault}`
      return { refuse: 401, why, claimed: station }
    }
    const profile = entrance === 'freely' ? 0 : isEncrypted ? 2 : 1
    if (profile >= station.securityProfile) return { station, profile }
    const why =
      fault === null
        ? `this station must come with security profile ${station.securityProfile}`
        : `its certificate does not count: ${fault}`
    return { refuse: fault === null ? 403 : 401, why, claimed: station }
  }

  async function mayEnter(
    station: GatewayStation,
    credentials: Credentials | null,
  ): Promise<'with-password' | 'freely' | 'no'> {
    const { passwordHash } = station
    if (credentials && passwordHash !== null)
      return (await isRightPassword(station, passwordHash, credentials.password)) ? 'with-password' : 'no'
    if (credentials && (await isOfferedPassword(station, credentials.password))) return 'with-password'
    if (passwordHash !== null) return station.allowWithoutPassword ? 'freely' : 'no'
    return station.allowWithoutPassword || station.registration !== 'accepted' ? 'freely' : 'no'
  }
}
