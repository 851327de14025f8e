import type { Transaction } from '../../db/client'
import { isSafetyCause } from '../../faults/knowledge/all-causes'
import { causeOf } from '../../faults/knowledge/cause-of'
import { DAY_MS } from '../../kernel/time'
import { tellsOfDanger } from '../danger-words'

/** What endangered people stays in the way so long after it has gone by itself; a person's word ends it at once. */
const REMEMBERED_MS = DAY_MS

interface Told {
  readonly errorCode: string | null
  readonly vendorErrorCode: string | null
  readonly info: string | null
}

/**
 * Causes only a person on the spot may clear, that a station has now or had within a day, unless a person has since dealt with them:
 * from its faults, from what its connectors say now, and from every code it has told, also those too short-lived to be a fault. Words
 * that tell of danger count although the code beside them does not.
 */
export async function loadSafetyCauses(
  tx: Transaction,
  stationId: bigint,
  vendor: string | null,
  now: Date,
): Promise<readonly string[]> {
  const since = new Date(now.getTime() - REMEMBERED_MS)
  const [clearing] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT max(closed_at) AS at FROM fault
    WHERE station_id = ${stationId} AND is_safety AND close_reason IN ('repaired', 'probed', 'false-alarm')`
  const from = clearing?.at != null && clearing.at > since ? clearing.at : since
  const faults = await tx.$queryRaw<{ cause: string }[]>`
    SELECT DISTINCT cause FROM fault WHERE station_id = ${stationId} AND is_safety
      AND (closed_at IS NULL OR (closed_at > ${from} AND close_reason NOT IN ('repaired', 'probed', 'false-alarm')))`
  const told = await tx.$queryRaw<Told[]>`
    SELECT error_code AS "errorCode", vendor_error_code AS "vendorErrorCode", info FROM connector_state
    WHERE station_id = ${stationId} AND (error_code IS NOT NULL OR vendor_error_code IS NOT NULL)
    UNION
    SELECT DISTINCT error_code, vendor_error_code, info FROM status_event
    WHERE station_id = ${stationId} AND at > ${from} AND at <= ${now} AND (error_code IS NOT NULL OR vendor_error_code IS NOT NULL)`
  const causes = told.flatMap((said) => {
    const cause = causeOf('rule', 'faulted', withoutNulls(said), vendor)
    return isSafetyCause(cause) || tellsOfDanger(said.info, said.vendorErrorCode) ? [cause] : []
  })
  const details = await tx.$queryRaw<{ cause: string; detail: string }[]>`
    SELECT cause, detail::text AS detail FROM fault WHERE station_id = ${stationId} AND closed_at IS NULL AND detail IS NOT NULL`
  for (const { cause, detail } of details) if (tellsOfDanger(detail)) causes.push(cause)
  return [...new Set([...faults.map(({ cause }) => cause), ...causes])]
}

const withoutNulls = (said: Told) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
