import { X509Certificate } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { securityEventKind } from '../../faults/security-events'
import { getStationKey } from '../../stations/queries/find-station'
import { type CertificateHash, certificateHash, isSameHash } from '../certificate-hash'
import { missingFor, type UpgradeReadiness, type UpgradeStep } from '../decide-upgrade'
import { listAuthorities } from './list-authorities'
import { listStationCertificates, type StationCertificateRow } from './list-station-certificates'
import { listTrustedRoots } from './list-trusted-roots'
import { readUpgradeReadiness } from './upgrade-readiness'

export interface InstalledRow extends CertificateHash {
  readonly id: bigint
  readonly type: string
  /** Whose it is, when it is one we know. */
  readonly name: string | null
  readonly seenAt: Date
}

export interface SecurityEventRow {
  readonly id: string
  readonly at: Date
  readonly name: string
  readonly detail: unknown
  readonly isCritical: boolean
}

/** A root that can be given to a station. */
export interface OfferedRoot {
  readonly kind: 'csms' | 'manufacturer' | 'v2g' | 'mo' | 'oem'
  readonly name: string
  readonly certificate: string
  /** One of our own authorities. */
  readonly isOurs: boolean
}

export interface StationSecurity {
  /** The least it must come with, and with what it is connected (null: it is not). */
  readonly requiredProfile: number
  readonly currentProfile: number | null
  readonly autocharge: boolean
  readonly hasPassword: boolean
  readonly passwordSetAt: Date | null
  /** A new password may have been taken: both are good until the station shows which. */
  readonly isPasswordOpen: boolean
  readonly certificates: readonly StationCertificateRow[]
  readonly installed: readonly InstalledRow[]
  readonly roots: readonly OfferedRoot[]
  readonly events: readonly SecurityEventRow[]
  /** The next higher profile and what it still needs; null: it is at the top. */
  readonly next: { readonly profile: number; readonly missing: readonly (UpgradeStep | 'not-higher')[] } | null
  readonly readiness: UpgradeReadiness
}

const MOST_EVENTS = 50

/** How a station proves who it is and what it holds. @throws DomainError forbidden | not-found */
export async function getStationSecurity(actor: Actor, identity: string): Promise<StationSecurity> {
  requireAct(actor, 'certificates.read')
  const { key } = await getStationKey(actor, identity)
  const now = new Date()
  const [station, issued, installed, authorities, trusted, events, readiness] = await Promise.all([
    db().station.findUniqueOrThrow({
      where: { id: key },
      select: {
        securityProfile: true,
        autocharge: true,
        passwordHash: true,
        offeredPasswordHash: true,
        passwordSetAt: true,
      },
    }),
    listStationCertificates(actor, { stationId: identity, limit: 20 }),
    db().installedCertificate.findMany({ where: { stationId: key }, orderBy: [{ type: 'asc' }, { id: 'asc' }] }),
    listAuthorities(actor),
    listTrustedRoots(actor),
    db().stationEvent.findMany({
      where: { stationId: key, kind: 'security' },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MOST_EVENTS,
      select: { id: true, at: true, name: true, detail: true },
    }),
    readUpgradeReadiness(key, now),
  ])
  const roots: readonly OfferedRoot[] = [
    ...authorities
      .filter(({ stage }) => stage !== 'retired')
      .map(({ commonName: name, certificate }) => ({ kind: 'csms' as const, name, certificate, isOurs: true })),
    ...trusted.map(({ kind, name, certificate }) => ({ kind, name, certificate, isOurs: false })),
  ]
  const known = [...authorities.map(({ commonName: name, certificate }) => ({ name, certificate })), ...trusted].map(
    ({ name, certificate }) => ({ name, x509: new X509Certificate(certificate) }),
  )
  const profile = (readiness.currentProfile ?? station.securityProfile) + 1
  return {
    requiredProfile: station.securityProfile,
    currentProfile: readiness.currentProfile,
    autocharge: station.autocharge,
    hasPassword: station.passwordHash !== null,
    passwordSetAt: station.passwordSetAt,
    isPasswordOpen: station.offeredPasswordHash !== null,
    certificates: issued.rows,
    installed: installed.map(({ stationId: _station, ...row }) => {
      const hash = { ...row, hashAlgorithm: row.hashAlgorithm as CertificateHash['hashAlgorithm'] }
      const found = known.find(({ x509 }) => isSameHash(certificateHash(x509, x509, hash.hashAlgorithm), hash))
      return { ...hash, name: found?.name ?? null }
    }),
    roots,
    events: events.map(({ id, ...event }) => ({
      ...event,
      id: String(id),
      isCritical: securityEventKind(event.name).isCritical,
    })),
    next: profile > 3 ? null : { profile, missing: missingFor(profile, readiness) },
    readiness,
  }
}
