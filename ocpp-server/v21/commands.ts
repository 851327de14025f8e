import type { CommandTable } from '../station-answer'
import { commands201 } from '../v201/commands'
import { adjustStream } from './commands/adjust-stream'
import { afrrSignal } from './commands/afrr-signal'
import { allowEnergyTransfer } from './commands/allow-energy-transfer'
import { changeTransactionTariff } from './commands/change-transaction-tariff'
import { clearDerControl } from './commands/clear-der-control'
import { clearTariffs } from './commands/clear-tariffs'
import { getDerControl } from './commands/get-der-control'
import { getStreams } from './commands/get-streams'
import { getTariffs } from './commands/get-tariffs'
import { requestBatterySwap } from './commands/request-battery-swap'
import { setDefaultTariff } from './commands/set-default-tariff'
import { setDerControl } from './commands/set-der-control'
import { updateDynamicSchedule } from './commands/update-dynamic-schedule'
import { usePriorityCharging } from './commands/use-priority-charging'
import { webPaymentStarted } from './commands/web-payment-started'

/** Our commands as OCPP 2.1 calls: as in 2.0.1, and what is new. */
export const commands21: CommandTable = {
  ...commands201,
  'adjust-stream': adjustStream,
  'afrr-signal': afrrSignal,
  'allow-energy-transfer': allowEnergyTransfer,
  'change-transaction-tariff': changeTransactionTariff,
  'clear-der-control': clearDerControl,
  'clear-tariffs': clearTariffs,
  'get-der-control': getDerControl,
  'get-streams': getStreams,
  'get-tariffs': getTariffs,
  'request-battery-swap': requestBatterySwap,
  'set-default-tariff': setDefaultTariff,
  'set-der-control': setDerControl,
  'update-dynamic-schedule': updateDynamicSchedule,
  'use-priority-charging': usePriorityCharging,
  'web-payment-started': webPaymentStarted,
}
