/** OCPP 1.6 chapter 9, its errata and the security whitepaper. */
const STANDARD = [
  'AdditionalRootCertificateCheck AllowOfflineTxForUnknownId AuthorizationCacheEnabled AuthorizationKey AuthorizeRemoteTxRequests',
  'BlinkRepeat CertificateSignedMaxChainSize CertificateStoreMaxLength ChargeProfileMaxStackLevel',
  'ChargingScheduleAllowedChargingRateUnit ChargingScheduleMaxPeriods ClockAlignedDataInterval ConnectionTimeOut',
  'ConnectorPhaseRotation ConnectorPhaseRotationMaxLength ConnectorSwitch3to1PhaseSupported CpoName GetConfigurationMaxKeys',
  'HeartbeatInterval LightIntensity LocalAuthListEnabled LocalAuthListMaxLength LocalAuthorizeOffline LocalPreAuthorize',
  'MaxChargingProfilesInstalled MaxEnergyOnInvalidId MessageTimeout MeterValueSampleInterval MeterValuesAlignedData',
  'MeterValuesAlignedDataMaxLength MeterValuesSampledData MeterValuesSampledDataMaxLength MinimumStatusDuration NumberOfConnectors',
  'ReserveConnectorZeroSupported ResetRetries SecurityProfile SendLocalListMaxLength StopTransactionMaxMeterValues',
  'StopTransactionOnEVSideDisconnect StopTransactionOnInvalidId StopTxnAlignedData StopTxnAlignedDataMaxLength StopTxnSampledData',
  'StopTxnSampledDataMaxLength SupportedFeatureProfiles SupportedFeatureProfilesMaxLength SupportedFileTransferProtocols',
  'TransactionMessageAttempts TransactionMessageRetryInterval UnlockConnectorOnEVSideDisconnect WebSocketPingInterval',
].flatMap((line) => line.split(' '))

const BY_FOLDED = new Map(STANDARD.map((key) => [key.toLowerCase(), key]))

/** Stations answer standard keys in other letter case than they were asked in (SPEC T-18): one key, one spelling, one row. */
export const standardKey = (key: string): string => BY_FOLDED.get(key.trim().toLowerCase()) ?? key
