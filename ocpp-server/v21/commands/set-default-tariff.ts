import { keepDefaultTariff } from '../../../lib/tariffs/mutations/station-tariffs'
import { type CommandRun, isYes, proven } from '../../station-answer'
import { tariffKey, tariffToSend, wireTariff } from '../tariff'

export const setDefaultTariff: CommandRun<'set-default-tariff'> = async ({ command }, tools) => {
  const { tariffId, version, evseId } = command
  const tariff = await tariffToSend(tariffId, version)
  const answer = await tools.call('SetDefaultTariff', { evseId, tariff: wireTariff(tariff) })
  if (isYes(answer)) {
    await keepDefaultTariff({
      stationId: tools.station.id,
      evseNumber: evseId,
      tariffKey: tariffKey(tariff),
      kind: 'default',
      tariffVersionId: tariff.versionId,
      at: new Date(),
    })
  }
  return proven(answer)
}
