import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { named } from '../queries/find-station'
import { type NewStationInput, newStationSchema } from '../station'
import { generateStationPassword, hashStationPassword } from '../station-password'
import { publishStation } from './publish-station'
import { requireSettable } from './require-settable'

/**
 * Registers a station before it has ever called; it is let in at once when it does. A generated password is in the answer and
 * nowhere else.
 * @throws DomainError invalid | conflict (the identity is taken) | not-found (site, tariff)
 */
export async function createStation(
  actor: Actor,
  input: NewStationInput,
): Promise<{ identity: string; password: string | null }> {
  requireAct(actor, 'stations.write')
  const { identity, password, generatePassword, evses = [], ...settings } = validated(newStationSchema, input)
  if (sitesInScope(actor) !== null && !settings.siteId) {
    throw new DomainError('invalid', 'Name one of your sites.', { siteId: 'required' })
  }
  const generated = generatePassword && !password ? generateStationPassword() : null
  const secret = password ?? generated
  const passwordHash = secret === null ? null : await hashStationPassword(secret)
  await db().$transaction(async (tx) => {
    await requireSettable(tx, actor, settings)
    const taken = await tx.station.findFirst({
      where: named(identity),
      select: { identity: true },
    })
    if (taken) {
      throw new DomainError('conflict', `There is already a station ${taken.identity}.`, {
        reason: 'station-exists',
        existing: taken.identity,
      })
    }
    const station = await tx.station.create({
      data: {
        identity,
        registration: 'accepted',
        passwordHash,
        passwordSetAt: passwordHash && new Date(),
        ...settings,
      },
      select: { id: true },
    })
    await tx.stationState.create({ data: { stationId: station.id } })
    await createConnectors(tx, station.id, evses)
    await audit(tx, actor, 'station.create', `station:${identity}`, {
      after: { ...plain(settings), hasPassword: secret !== null, evses },
    })
  })
  bus().publish('station', { identity, change: 'registration' })
  await publishStation(identity)
  return { identity, password: generated }
}

type Evses = NonNullable<ReturnType<typeof newStationSchema.parse>['evses']>

async function createConnectors(tx: Transaction, stationId: bigint, evses: Evses): Promise<void> {
  for (const { id: number, connectors } of evses) {
    const evse = await tx.evse.create({ data: { stationId, number }, select: { id: true } })
    await tx.connector.createMany({
      data: connectors.map(({ id, ...connector }) => ({ stationId, evseId: evse.id, number: id, ...connector })),
    })
  }
}

const plain = <Row extends { siteId?: bigint | null; tariffId?: bigint | null }>(row: Row) => ({
  ...row,
  siteId: row.siteId?.toString() ?? null,
  tariffId: row.tariffId?.toString() ?? null,
})
