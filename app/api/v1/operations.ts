import type { Operation } from './operation'
import { campaignOperations } from './operations/campaigns'
import { certificateOperations } from './operations/certificates'
import { chargingOperations } from './operations/charging'
import { commandOperations } from './operations/commands'
import { customerOperations } from './operations/customers'
import { detectionRuleOperations } from './operations/detection-rules'
import { deviceOperations } from './operations/devices'
import { faultDiagnosisOperations } from './operations/fault-diagnosis'
import { faultRecoveryOperations } from './operations/fault-recovery'
import { faultOperations } from './operations/faults'
import { firmwareOperations } from './operations/firmware'
import { fleetOperations } from './operations/fleets'
import { invoiceOperations } from './operations/invoices'
import { jobOperations } from './operations/jobs'
import { liveOperations } from './operations/live'
import { mailingOperations } from './operations/mailings'
import { maintenanceOperations } from './operations/maintenance'
import { messageOperations } from './operations/messages'
import { moneyReportOperations } from './operations/money-reports'
import { notificationOperations } from './operations/notifications'
import { offlineOperations } from './operations/offline'
import { paymentRuleOperations } from './operations/payment-rules'
import { performanceOperations } from './operations/performance'
import { planOperations } from './operations/plans'
import { pricingOperations } from './operations/pricing'
import { revenueOperations } from './operations/revenue'
import { sessionOperations } from './operations/sessions'
import { signedReadingOperations } from './operations/signed-readings'
import { siteOperations } from './operations/sites'
import { stationFileOperations } from './operations/station-files'
import { stationHoldingsOperations } from './operations/station-holdings'
import { stationOperations } from './operations/stations'
import { tariffVersionOperations } from './operations/tariff-versions'
import { tariffOperations } from './operations/tariffs'
import { templateOperations } from './operations/templates'
import { tokenOperations } from './operations/tokens'

/** Everything the API can do, by subject. The dispatcher serves this table and the OpenAPI document describes it. */
export const operations: readonly Operation[] = [
  ...siteOperations,
  ...stationOperations,
  ...commandOperations,
  ...deviceOperations,
  ...faultOperations,
  ...faultDiagnosisOperations,
  ...faultRecoveryOperations,
  ...detectionRuleOperations,
  ...maintenanceOperations,
  ...performanceOperations,
  ...revenueOperations,
  ...moneyReportOperations,
  ...templateOperations,
  ...chargingOperations,
  ...stationHoldingsOperations,
  ...messageOperations,
  ...sessionOperations,
  ...signedReadingOperations,
  ...tokenOperations,
  ...customerOperations,
  ...paymentRuleOperations,
  ...planOperations,
  ...invoiceOperations,
  ...mailingOperations,
  ...fleetOperations,
  ...tariffOperations,
  ...pricingOperations,
  ...tariffVersionOperations,
  ...firmwareOperations,
  ...campaignOperations,
  ...stationFileOperations,
  ...offlineOperations,
  ...certificateOperations,
  ...jobOperations,
  ...notificationOperations,
  ...liveOperations,
]
