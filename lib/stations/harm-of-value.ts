import { quirksOf, type StationKind } from './vendor-quirks'

/** Keys and variables whose value is a list of measurands: 1.6 key, 2.x "Component.Variable". */
const MEASURANDS =
  /^(MeterValuesSampledData|MeterValuesAlignedData|StopTxnSampledData|StopTxnAlignedData|(SampledDataCtrlr|AlignedDataCtrlr)[./](Measurands|Tx\w*Measurands))$/i
/** Seconds between two meter values. */
const SAMPLE_INTERVAL = /^(MeterValueSampleInterval|SampledDataCtrlr[./]TxUpdatedInterval)$/i

/**
 * Why setting this value would do this kind of station harm; null when it would not. One English sentence, shown to who asked.
 * SPEC D-30.
 */
export function harmOfValue(kind: StationKind, key: string, value: string): string | null {
  const { onlyMeasurands, noMeasurands, leastSampleSeconds } = quirksOf(kind)
  const name = key.trim()
  if (MEASURANDS.test(name)) {
    const asked = value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const refused = asked.filter(
      (word) => (onlyMeasurands && !onlyMeasurands.includes(word)) || noMeasurands?.includes(word),
    )
    if (refused.length > 0)
      return `This station is known to stop working with the measurand${refused.length > 1 ? 's' : ''} ${refused.join(', ')}.`
  }
  const seconds = Number(value)
  if (leastSampleSeconds !== undefined && SAMPLE_INTERVAL.test(name) && seconds > 0 && seconds < leastSampleSeconds)
    return `This station takes meter intervals of ${leastSampleSeconds} seconds and more.`
  return null
}
