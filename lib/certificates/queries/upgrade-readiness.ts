import { db } from '../../db/client'
import { env } from '../../env'
import type { UpgradeReadiness } from '../decide-upgrade'
import { HELD_TYPES } from '../held-types'

export interface KnownNetwork extends UpgradeReadiness {
  /** 2.x NetworkConfigurationPriority as last told, e.g. `1,2`; null: never told. */
  readonly priority: string | null
}

/** What the database knows of how ready a station is for a higher security profile. */
export async function readUpgradeReadiness(stationId: bigint, now: Date): Promise<KnownNetwork> {
  const [station, root, certificate, priority] = await Promise.all([
    db().station.findUniqueOrThrow({
      where: { id: stationId },
      select: { passwordHash: true, state: { select: { online: true, securityProfile: true } } },
    }),
    db().installedCertificate.findFirst({ where: { stationId, type: HELD_TYPES.csms }, select: { id: true } }),
    db().stationCertificate.findFirst({
      where: { stationId, kind: 'station', stage: 'accepted', notAfter: { gt: now } },
      select: { id: true },
    }),
    db().configurationValue.findFirst({
      where: { stationId, component: 'OCPPCommCtrlr', key: 'NetworkConfigurationPriority', attribute: 'Actual' },
      select: { value: true },
    }),
  ])
  return {
    currentProfile: station.state?.online ? station.state.securityProfile : null,
    hasPassword: station.passwordHash !== null,
    hasRoot: root !== null,
    hasCertificate: certificate !== null,
    hasTls: env().OCPP_TLS_PORT !== undefined || env().OCPP_TLS_URL !== undefined,
    priority: priority?.value ?? null,
  }
}
