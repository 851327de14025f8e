import { X509Certificate } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { STATION_CERTIFICATE_DAYS } from '../certificate-input'
import { ChainTooLong } from '../chain-too-long'
import { describeCertificate } from '../describe-certificate'
import { issueCertificate } from '../issue-certificate'
import type { Csr } from '../read-csr'
import { activeIssuer } from './active-issuer'

export type StationCertificateKind = 'station' | 'v2g'

/**
 * Signs what a station asked for. The caller has checked the request.
 * @param longest characters of PEM the station takes; null: it has not said
 * @returns PEM, and the row that `settleStationCertificate` closes
 * @throws ChainTooLong; then nothing is kept, and nobody has the certificate
 */
export async function issueStationCertificate(
  stationId: bigint,
  kind: StationCertificateKind,
  { commonName, organisation, publicKey }: Pick<Csr, 'commonName' | 'organisation' | 'publicKey'>,
  longest: number | null = null,
): Promise<{ readonly id: bigint; readonly certificate: string }> {
  const { authorityId, notAfter: end, organisation: ours, ...issuer } = await activeIssuer()
  const wanted = new Date(Date.now() + STATION_CERTIFICATE_DAYS * DAY_MS)
  const certificate = await issueCertificate(
    {
      use: kind,
      subject: { commonName, organisation: organisation || ours },
      publicKey,
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: wanted < end ? wanted : end,
    },
    { issuer },
  )
  if (longest !== null && certificate.length > longest) throw new ChainTooLong(certificate.length)
  const { serialNumber, subject, fingerprint, notBefore, notAfter } = describeCertificate(
    new X509Certificate(certificate),
  )
  const { id } = await db().stationCertificate.create({
    data: { stationId, authorityId, kind, certificate, serialNumber, subject, fingerprint, notBefore, notAfter },
    select: { id: true },
  })
  return { id, certificate }
}

/** What the station said of its new certificate. One it has taken stands in the place of those before. */
export async function settleStationCertificate(id: bigint, stage: 'accepted' | 'rejected'): Promise<void> {
  await db().$transaction(async (tx) => {
    const [row] = await tx.stationCertificate.updateManyAndReturn({
      where: { id, stage: 'issued' }, // one that was revoked meanwhile stays so
      data: { stage },
      select: { stationId: true, kind: true },
    })
    if (row === undefined) return
    if (stage === 'rejected') {
      const at = new Date()
      const event = { kind: 'security', name: 'CertificateRejectedByStation', detail: { kind: row.kind } }
      await tx.stationEvent.create({ data: { stationId: row.stationId, ...event, at, receivedAt: at } })
      return
    }
    // Still good until it expires: a station that cannot use the new one comes with the old one.
    await tx.stationCertificate.updateMany({
      where: { ...row, id: { lt: id }, stage: { in: ['accepted', 'issued'] } },
      data: { stage: 'superseded' },
    })
  })
}

/** Never again: the gateway refuses it and closes a connection made with it. @throws DomainError forbidden | not-found */
export async function revokeStationCertificate(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'certificates.write')
  const siteIds = sitesInScope(actor)
  const identity = await db().$transaction(async (tx) => {
    const found = await tx.stationCertificate.findFirst({
      where: { id, ...(siteIds === null ? {} : { station: { siteId: { in: [...siteIds] } } }) },
      select: { serialNumber: true, stage: true, station: { select: { identity: true } } },
    })
    if (found === null) throw notFound('certificate', id)
    if (found.stage !== 'revoked') {
      await tx.stationCertificate.update({ where: { id }, data: { stage: 'revoked', revokedAt: new Date() } })
      await audit(tx, actor, 'certificate.revoke', `station:${found.station.identity}`, {
        before: { stage: found.stage },
        after: { stage: 'revoked', serialNumber: found.serialNumber },
      })
    }
    return found.station.identity
  })
  bus().publish('trust', { stationIdentity: identity })
}
