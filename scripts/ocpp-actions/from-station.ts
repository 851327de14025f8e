import { knownActions, type OcppVersion } from '../../lib/ocpp-schemas/official'

export type Direction = 'from-station' | 'to-station'

/** Both sides may say it. */
const EITHER = new Set(['DataTransfer'])

/** What stations say of their own accord; whatever else a version knows is said to them. The schemas do not tell. */
const FROM_STATION = new Set([
  'Authorize',
  'BatterySwap',
  'BootNotification',
  'ClearedChargingLimit',
  'ClosePeriodicEventStream',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Get15118EVCertificate',
  'GetCertificateChainStatus',
  'GetCertificateStatus',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'NotifyChargingLimit',
  'NotifyCustomerInformation',
  'NotifyDERAlarm',
  'NotifyDERStartStop',
  'NotifyDisplayMessages',
  'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule',
  'NotifyEvent',
  'NotifyMonitoringReport',
  'NotifyPeriodicEventStream',
  'NotifyPriorityCharging',
  'NotifyReport',
  'NotifySettlement',
  'OpenPeriodicEventStream',
  'PublishFirmwareStatusNotification',
  'PullDynamicScheduleUpdate',
  'ReportChargingProfiles',
  'ReportDERControl',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
  'SignCertificate',
  'SignedFirmwareStatusNotification',
  'StartTransaction',
  'StatusNotification',
  'StopTransaction',
  'TransactionEvent',
  'VatNumberValidation',
])

/** Every action of a version that goes this way. */
export const actionsOf = (version: OcppVersion, direction: Direction): readonly string[] =>
  knownActions(version).filter(
    (action) => EITHER.has(action) || FROM_STATION.has(action) === (direction === 'from-station'),
  )
