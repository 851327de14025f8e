import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { MINUTE_MS } from '../../kernel/time'
import { currentVersion } from '../current-version'
import { listShowing, PRICE_MESSAGE_ID, wantsTelling } from '../queries/list-showing'
import { versionColumns, versionShown } from '../queries/tariff-version'
import { commandsFor } from './tell-stations'

/** Stations told in one turn: the rest are told in the next. */
const MOST = 200
/** What a station would not do is asked again this much later; what never reached it sooner. */
const AFTER_REFUSAL_MS = 360 * MINUTE_MS
const AFTER_LOSS_MS = 10 * MINUTE_MS

/**
 * Keeps the prices that stations show in step: those that were told one and now show another than the version in effect (a planned one
 * has come, another tariff was put there) are told anew. Offline stations are told when they are back. Harmless at any time and twice.
 * For the worker. Gives back how many stations were told.
 */
export async function keepPricesTold(now: Date): Promise<number> {
  const worker = systemActor('worker')
  let told = 0
  for (const { id, versions } of await tariffsShown()) {
    const inEffect = currentVersion(versions, now)
    const version = inEffect && versionShown(inEffect, new Map())
    if (!version?.terms) continue
    const { terms, number } = version
    const showing = await listShowing(worker, id, version, { isTold: true })
    for (const station of showing.filter(wantsTelling)) {
      if (told >= MOST) return told
      if (await tell(station.identity, commandsFor(station, { tariffId: id, version: number, terms }), now)) told += 1
    }
  }
  return told

  async function tell(identity: string, commands: ReturnType<typeof commandsFor>, at: Date): Promise<boolean> {
    const tried = await triedLately(identity, at)
    const due = commands.filter((command) => !tried.has(keyOf(command)))
    try {
      for (const command of due) await requestCommand(worker, identity, command)
    } catch (error) {
      if (error instanceof DomainError) return false // it has just gone: when it is back
      throw error
    }
    return due.length > 0
  }
}

/** Those that price outlets of stations which have been told a price of ours; archived ones price nothing new. */
async function tariffsShown() {
  const rows = await db().$queryRaw<{ id: bigint }[]>`
    with told as (
      select station_id from station_tariff where kind = 'default' and cleared_at is null and tariff_version_id is not null
      union
      select station_id from display_message where message_id = ${PRICE_MESSAGE_ID} and cleared_at is null
    )
    select distinct coalesce(connector.tariff_id, station.tariff_id, site.tariff_id, (select id from tariff where is_default)) as id
    from told join station on station.id = told.station_id join connector on connector.station_id = station.id
    left join site on site.id = station.site_id`
  return db().tariff.findMany({
    where: { id: { in: rows.flatMap(({ id }) => id ?? []) }, archived: false },
    select: { id: true, versions: { select: versionColumns } },
    orderBy: { id: 'asc' },
  })
}

/** What the station was asked lately, by anybody: under way, refused, or lost on the way a moment ago. */
async function triedLately(identity: string, now: Date): Promise<ReadonlySet<string>> {
  const asked = await db().command.findMany({
    where: {
      station: { identity },
      type: { in: ['set-default-tariff', 'set-display-message', 'clear-tariffs', 'clear-display-message'] },
      queuedAt: { gt: new Date(now.getTime() - AFTER_REFUSAL_MS) },
    },
    select: { stage: true, payload: true, queuedAt: true },
  })
  const lost = now.getTime() - AFTER_LOSS_MS
  return new Set(
    asked
      .filter(({ stage, queuedAt }) => queuedAt.getTime() > lost || stage === 'rejected' || stage === 'failed')
      .map(({ payload }) => keyOf(payload as Record<string, unknown>)),
  )
}

/** What a command is about; a queued one also carries what is usual. */
const keyOf = (said: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([said.type, said.tariffId, said.version, said.evseId, said.messageId, said.content, said.tariffKeys])
