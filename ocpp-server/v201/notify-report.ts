import type { OCPP20 } from 'typed-ocpp'
import {
  type ConfigurationSaid,
  type ConfigurationValueSaid,
  recordConfiguration,
} from '../../lib/configuration/mutations'
import { placeNumber } from '../place'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'

type NotifyReport = Said<OCPP20.NotifyReportRequest>
type ReportData = NonNullable<NotifyReport['reportData']>[number]

/** SPEC B-9: one part of a report we asked for; the last part (tbc not true) proves the request done. */
export const notifyReport: Route<NotifyReport> = {
  handle(payload, { station, receivedAt }) {
    const item: ConfigurationSaid = {
      stationId: station.id,
      values: (payload.reportData ?? []).flatMap(valuesIn),
      receivedAt,
    }
    return plan(
      { writer: recordConfiguration, item },
      () => ({}),
      () => {
        if (payload.tbc !== true && payload.requestId !== undefined) {
          station.noticed({ kind: 'report-complete', requestId: payload.requestId })
        }
      },
    )
  },
}

function valuesIn({ component, variable, variableAttribute }: ReportData): ConfigurationValueSaid[] {
  const key = variable?.name
  if (component?.name === undefined || key === undefined) return []
  return (variableAttribute ?? []).map((attribute) => ({
    component: component.name!,
    instance: instanceOf(component.instance, variable?.instance),
    evseNumber: placeNumber(component.evse?.id) ?? 0,
    key,
    attribute: attribute.type ?? 'Actual',
    value: attribute.value ?? null,
    readonly: attribute.mutability === 'ReadOnly',
  }))
}

/** How a component's and a variable's instance stand in one column. */
export const instanceOf = (component: string | undefined, variable: string | undefined): string =>
  component === undefined && variable === undefined ? '' : `${component ?? ''}/${variable ?? ''}`
