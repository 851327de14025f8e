import type { OCPP21 } from 'typed-ocpp'
import { keepStationTariffs, type StationTariffSaid } from '../../../lib/tariffs/mutations/station-tariffs'
import type { Said } from '../../schemas/lenient'
import { type CommandRun, isYes, proven, provenNothing } from '../../station-answer'

export const getTariffs: CommandRun<'get-tariffs'> = async ({ command: { evseId } }, tools) => {
  const answer = await tools.call('GetTariffs', { evseId })
  const { id: stationId } = tools.station
  const at = new Date()
  if (answer.status === 'NoTariff') {
    await keepStationTariffs(stationId, evseId, [], at)
    return provenNothing(answer)
  }
  if (isYes(answer)) await keepStationTariffs(stationId, evseId, heldOf(answer, stationId, at), at)
  return proven(answer)
}

function heldOf(answer: Said<OCPP21.GetTariffsResponse>, stationId: bigint, at: Date): StationTariffSaid[] {
  return (answer.tariffAssignments ?? []).flatMap(({ tariffId, tariffKind, evseIds = [0] }) => {
    if (tariffId === undefined) return []
    const kind = tariffKind === 'DriverTariff' ? ('driver' as const) : ('default' as const)
    return evseIds.map((evseNumber) => ({
      stationId,
      evseNumber,
      tariffKey: tariffId,
      kind,
      tariffVersionId: null,
      at,
    }))
  })
}
