import { answerOnly, type Route } from '../route'

/**
 * SPEC B-16: reports that only come because an administrator asked for them with a raw call (NotifyMonitoringReport,
 * NotifyDisplayMessages, NotifyCustomerInformation, ReportChargingProfiles). The message log holds them; refusing them would make
 * the station send them again.
 */
export const askedReport: Route<object> = { handle: () => answerOnly({}) }
