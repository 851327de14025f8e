import { tokenFact, tokenMark } from '../faults/detector/facts-of-message'
import { causeOf } from '../faults/knowledge/cause-of'
import type { RefusedCard, SessionFact } from './attempts'
import type { DayRows } from './day-rows'
import type { StationDayFacts } from './days-of-site'
import type { EvseFacts, ExcludedSpan, FaultSpan, StatusFact } from './evse-facts'

/** OCPP 2.x severities of what keeps an EVSE from going on at all: danger, hardware failure, system failure. */
const MILDEST_STANDSTILL = 2

const endOf = (to: Date | null): number => to?.getTime() ?? Number.POSITIVE_INFINITY

/** Rows of some stations as what is known of each, with its site. */
export function factsOfRows(rows: DayRows): readonly (StationDayFacts & { readonly siteId: string | null })[] {
  const statuses = grouped(rows.statuses, ({ station }) => station)
  const links = grouped(rows.links, ({ station }) => station)
  const sessions = grouped(rows.sessions, ({ station }) => station)
  const authorisations = grouped(rows.authorisations, ({ station }) => station)
  return rows.stations.map(({ id, siteId, vendor, evses, hasCharged }) => {
    const isAbout = (row: { station: string | null; siteId: string | null }) =>
      row.station === null ? row.siteId === null || row.siteId === siteId : row.station === id
    const said = statuses.get(id) ?? []
    const own = (sessions.get(id) ?? []).map(sessionFact)
    const linkFacts = (links.get(id) ?? []).map(({ kind, name, at }) => ({
      at: at.getTime(),
      isConnected: kind === 'connected',
      isOurs: name === 'gateway-lost',
    }))
    const faults = rows.faults.filter(isAbout)
    const exclusions = rows.exclusions.filter(isAbout)
    const statusesOf = (evse: number): readonly StatusFact[] =>
      said.filter((row) => row.evse === evse).map((row) => statusFact(row, vendor))
    const ofStation = statusesOf(0).map((status) => ({ ...status, connector: 0 }))
    const standing = new Map<number, EvseFacts>(
      evses.map((evse) => {
        const here = own.filter((session) => session.evse === evse)
        const facts: EvseFacts = {
          statuses: [...ofStation, ...statusesOf(evse)],
          links: linkFacts,
          sessions: here.map(({ from, to }) => ({ from, to: to ?? Number.POSITIVE_INFINITY })),
          faults: faults.filter((row) => row.evse === 0 || row.evse === evse).map(faultSpan),
          exclusions: exclusions.filter((row) => row.evse === null || row.evse === evse).map(excludedSpan),
          heardSince: hasCharged ? Number.NEGATIVE_INFINITY : null,
        }
        return [evse, facts]
      }),
    )
    return {
      station: id,
      siteId,
      evses,
      statuses: new Map(evses.map((evse) => [evse, statusesOf(evse)])),
      sessions: own,
      refused: (authorisations.get(id) ?? []).flatMap(refusedCard),
      standing,
    }
  })
}

function grouped<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

function statusFact(row: DayRows['statuses'][number], vendor: string | null): StatusFact {
  const { id, at, connector, status, errorCode, vendorErrorCode, info } = row
  const detail = {
    errorCode: errorCode ?? undefined,
    vendorErrorCode: vendorErrorCode ?? undefined,
    info: info ?? undefined,
  }
  const cause =
    status === 'faulted' && (errorCode || vendorErrorCode) ? causeOf('rule', 'faulted', detail, vendor) : null
  return { id: Number(id), at: at.getTime(), connector, status, cause }
}

const sessionFact = ({ from, to, energyWh, token, ...row }: DayRows['sessions'][number]): SessionFact => ({
  id: row.id,
  evse: row.evse,
  authorisation: row.authorisation,
  stopReason: row.stopReason,
  from: from.getTime(),
  to: to === null ? null : Math.max(from.getTime(), to.getTime()),
  energyWh: energyWh === null ? null : Number(energyWh),
  token: token === null ? null : tokenMark(token),
})

function refusedCard({ request, response, at }: DayRows['authorisations'][number]): readonly RefusedCard[] {
  const told = tokenFact({ action: 'Authorize', request, response, errorCode: null, latencyMs: null })
  return told?.kind === 'authorised' && !told.isAccepted ? [{ at: at.getTime(), token: told.token }] : []
}

/** Stations forget to say that a fault is over: a charge that was begun after it says so too. */
function faultSpan(row: DayRows['faults'][number]): FaultSpan {
  const isOutOfOrder =
    (row.source === 'rule' && row.code === 'nobody-succeeds') ||
    (row.source === 'event' && row.severity <= MILDEST_STANDSTILL)
  return {
    from: row.from.getTime(),
    to: Math.min(endOf(row.to), endOf(row.disprovedAt)),
    cause: row.cause,
    severity: row.severity,
    isOutOfOrder,
  }
}

const excludedSpan = ({ reason, from, to }: DayRows['exclusions'][number]): ExcludedSpan => ({
  reason,
  from: from.getTime(),
  to: endOf(to),
})
