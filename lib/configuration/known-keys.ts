import { quirksOf, type StationKind } from '../stations/vendor-quirks'

/** What is known of a 1.6 key from the standard: 1.6 stations tell a value and nothing of what it may be. */
export interface KnownKey {
  readonly dataType: 'boolean' | 'integer' | 'MemberList' | 'string'
  readonly unit?: string
  readonly minLimit?: number
  readonly maxLimit?: number
}

const switches = [
  'AdditionalRootCertificateCheck AllowOfflineTxForUnknownId AuthorizationCacheEnabled AuthorizeRemoteTxRequests',
  'LocalAuthListEnabled LocalAuthorizeOffline LocalPreAuthorize ReserveConnectorZeroSupported StopTransactionOnEVSideDisconnect',
  'StopTransactionOnInvalidId UnlockConnectorOnEVSideDisconnect ConnectorSwitch3to1PhaseSupported',
]
const seconds = [
  'ClockAlignedDataInterval ConnectionTimeOut HeartbeatInterval MessageTimeout MeterValueSampleInterval MinimumStatusDuration',
  'TransactionMessageRetryInterval WebSocketPingInterval',
]
const counts = [
  'BlinkRepeat ResetRetries TransactionMessageAttempts ChargeProfileMaxStackLevel ChargingScheduleMaxPeriods',
  'ConnectorPhaseRotationMaxLength GetConfigurationMaxKeys LocalAuthListMaxLength MaxChargingProfilesInstalled',
  'MeterValuesAlignedDataMaxLength MeterValuesSampledDataMaxLength NumberOfConnectors SendLocalListMaxLength',
  'StopTransactionMaxMeterValues StopTxnAlignedDataMaxLength StopTxnSampledDataMaxLength CertificateSignedMaxChainSize',
  'CertificateStoreMaxLength SupportedFeatureProfilesMaxLength',
]
const lists = [
  'ChargingScheduleAllowedChargingRateUnit ConnectorPhaseRotation MeterValuesAlignedData MeterValuesSampledData StopTxnAlignedData',
  'StopTxnSampledData SupportedFeatureProfiles SupportedFileTransferProtocols',
]

const each = (lines: readonly string[], known: KnownKey) =>
  lines.flatMap((line) => line.split(' ')).map((key) => [key.toLowerCase(), known] as const)

const KNOWN = new Map<string, KnownKey>([
  ...each(switches, { dataType: 'boolean' }),
  ...each(seconds, { dataType: 'integer', unit: 's', minLimit: 0 }),
  ...each(counts, { dataType: 'integer', minLimit: 0 }),
  ...each(lists, { dataType: 'MemberList' }),
  ['lightintensity', { dataType: 'integer', unit: '%', minLimit: 0, maxLimit: 100 }],
  ['maxenergyoninvalidid', { dataType: 'integer', unit: 'Wh', minLimit: 0 }],
  ['securityprofile', { dataType: 'integer', minLimit: 0, maxLimit: 3 }],
])

/** What a 1.6 key takes, by the standard or by what is known of this maker's own keys (SPEC D-34); null: nothing is known. */
export function knownKey(kind: StationKind, key: string): KnownKey | null {
  const { fixedLimit } = quirksOf(kind)
  if (fixedLimit?.key.toLowerCase() === key.toLowerCase())
    return { dataType: 'integer', unit: fixedLimit.unit, minLimit: 0 }
  return KNOWN.get(key.toLowerCase()) ?? null
}
