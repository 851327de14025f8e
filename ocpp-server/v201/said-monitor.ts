import type { OCPP20 } from 'typed-ocpp'
import { instanceOf } from '../../lib/configuration/configuration-key'
import type { Monitor } from '../../lib/monitors/monitor'
import { placeNumber } from '../place'
import type { Said } from '../schemas/lenient'

type Report = NonNullable<Said<OCPP20.NotifyMonitoringReportRequest>['monitor']>[number]
/** 2.1 also tells who has set it. */
type SaidMonitor = NonNullable<Report['variableMonitoring']>[number] & { readonly eventNotificationType?: string }

export const variableMonitor = (
  { component, variable }: Pick<Report, 'component' | 'variable'>,
  said: SaidMonitor,
): Monitor[] => {
  const [name, variableName] = [component?.name, variable?.name]
  const { id, type, value, severity, transaction = false, eventNotificationType: origin } = said
  if (name === undefined || variableName === undefined || id === undefined || type === undefined) return []
  return [
    {
      monitorId: id,
      component: name,
      instance: instanceOf(component?.instance, variable?.instance),
      evseNumber: placeNumber(component?.evse?.id) ?? 0,
      connectorNumber: placeNumber(component?.evse?.connectorId) ?? 0,
      variable: variableName,
      type,
      value: value ?? 0,
      severity: severity ?? DEFAULT_SEVERITY,
      inTransaction: transaction,
      ...(origin && { origin }),
    },
  ]
}

/** Alert: what OCPP gives a monitor that nobody has given another. */
export const DEFAULT_SEVERITY = 5
