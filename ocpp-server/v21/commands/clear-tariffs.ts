import type { OCPP21 } from 'typed-ocpp'
import { clearStationTariffs } from '../../../lib/tariffs/mutations/station-tariffs'
import type { Said } from '../../schemas/lenient'
import { type CommandRun, proven } from '../../station-answer'

/** A tariff the station does not hold is as good as cleared. */
export const clearTariffs: CommandRun<'clear-tariffs'> = async ({ command: { tariffKeys, evseId } }, tools) => {
  const request = { ...(tariffKeys && { tariffIds: tariffKeys }), ...(evseId !== undefined && { evseId }) }
  const answer: Said<OCPP21.ClearTariffsResponse> = await tools.call('ClearTariffs', request)
  const results = answer.clearTariffsResult ?? []
  const refused = results.find(({ status }) => status === 'Rejected')
  if (refused === undefined) await clearStationTariffs(tools.station.id, tariffKeys ?? null, evseId ?? null, new Date())
  else {
    const cleared = results.flatMap(({ tariffId, status }) => (status === 'Rejected' ? [] : (tariffId ?? [])))
    if (cleared.length > 0) await clearStationTariffs(tools.station.id, cleared, evseId ?? null, new Date())
  }
  return proven({ ...answer, status: refused === undefined ? 'Accepted' : 'Rejected' })
}
