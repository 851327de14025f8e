import { type CommandRun, proven } from '../../station-answer'
import { tariffToSend, wireTariff } from '../tariff'

/** Only what the station shows and works out changes; our own price of the session stays the version it began with. */
export const changeTransactionTariff: CommandRun<'change-transaction-tariff'> = async (
  { command, transactionId },
  tools,
) => {
  const tariff = wireTariff(await tariffToSend(command.tariffId, command.version))
  return proven(await tools.call('ChangeTransactionTariff', { transactionId: transactionId ?? '', tariff }))
}
