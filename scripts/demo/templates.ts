import type { TemplateInput } from '../../lib/templates/template'

/** What the demo's operator wants its stations set to. Some stations differ, and one template asks for what cannot be set. */
export const DEMO_TEMPLATES: readonly TemplateInput[] = [
  {
    name: 'Grundinställning OCPP 1.6',
    protocol: 'ocpp1.6',
    values: [
      { key: 'HeartbeatInterval', value: '300' },
      { key: 'MeterValueSampleInterval', value: '60' },
      { key: 'MeterValuesSampledData', value: 'Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC' },
      { key: 'StopTransactionOnInvalidId', value: 'true' },
      { key: 'WebSocketPingInterval', value: '60' },
    ],
  },
  {
    name: 'Grundinställning OCPP 2.0.1',
    protocol: 'ocpp2.0.1',
    values: [
      { key: 'OCPPCommCtrlr.HeartbeatInterval', value: '300' },
      { key: 'OCPPCommCtrlr.OfflineThreshold', value: '60' },
      { key: 'SampledDataCtrlr.TxUpdatedInterval', value: '60' },
    ],
  },
  {
    name: 'Zaptec Pro: längre tid att ansluta',
    vendor: 'Zaptec',
    model: 'Zaptec Pro',
    protocol: 'ocpp1.6',
    values: [
      { key: 'ConnectionTimeOut', value: '120' },
      { key: 'LocalAuthListMaxLength', value: '1000' },
    ],
  },
  {
    name: 'Alpitronic Hypercharger',
    vendor: 'alpitronic',
    protocol: 'ocpp2.1',
    values: [
      { key: 'OCPPCommCtrlr.HeartbeatInterval', value: '300' },
      { key: 'SampledDataCtrlr.TxUpdatedInterval', value: '30' },
    ],
    repairOnBoot: true,
  },
]
