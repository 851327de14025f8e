import type { OcppVersion } from '../../ocpp-server/wire/ocpp-error'

/** A product as it presents itself in BootNotification. */
export interface DemoModel {
  readonly vendor: string
  readonly model: string
  readonly version: OcppVersion
  readonly firmwares: readonly string[]
  readonly outlets: readonly {
    readonly type: 'type2' | 'ccs2' | 'chademo'
    readonly currentType: 'ac' | 'dc'
    readonly maxPowerW: number
  }[]
}

const type2 = { type: 'type2', currentType: 'ac', maxPowerW: 22_000 } as const
const ccs2 = (maxPowerW: number) => ({ type: 'ccs2', currentType: 'dc', maxPowerW }) as const
const chademo = (maxPowerW: number) => ({ type: 'chademo', currentType: 'dc', maxPowerW }) as const

export const DEMO_MODELS = {
  garo: {
    vendor: 'GARO',
    model: 'Entity Pro',
    version: 'ocpp1.6',
    firmwares: ['1.9.4', '1.10.1'],
    outlets: [type2],
  },
  garoTwin: {
    vendor: 'GARO',
    model: 'LS4',
    version: 'ocpp1.6',
    firmwares: ['3.2.2'],
    outlets: [type2, type2],
  },
  zaptec: {
    vendor: 'Zaptec',
    model: 'Zaptec Pro',
    version: 'ocpp1.6',
    firmwares: ['3.2.0.10', '4.1.2.3'],
    outlets: [type2],
  },
  easee: { vendor: 'Easee', model: 'Charge Max', version: 'ocpp1.6', firmwares: ['325', '328'], outlets: [type2] },
  chargestorm: {
    vendor: 'CTEK',
    model: 'CHARGESTORM CC2',
    version: 'ocpp1.6',
    firmwares: ['R5.1.8', 'R6.0.2'],
    outlets: [type2, type2],
  },
  terraAc: { vendor: 'ABB', model: 'Terra AC W22', version: 'ocpp1.6', firmwares: ['1.8.27'], outlets: [type2] },
  terra184: {
    vendor: 'ABB',
    model: 'Terra 184',
    version: 'ocpp1.6',
    firmwares: ['6.10.9'],
    outlets: [ccs2(180_000), chademo(50_000)],
  },
  alfen: {
    vendor: 'Alfen BV',
    model: 'Eve Double Pro-line',
    version: 'ocpp2.0.1',
    firmwares: ['7.1.0', '7.2.0'],
    outlets: [type2, type2],
  },
  keba: { vendor: 'Keba AG', model: 'KeContact P40', version: 'ocpp2.0.1', firmwares: ['1.4.1'], outlets: [type2] },
  maxicharger: {
    vendor: 'Autel',
    model: 'MaxiCharger AC Ultra',
    version: 'ocpp2.0.1',
    firmwares: ['2.3.5'],
    outlets: [type2, type2],
  },
  satellite: {
    vendor: 'Kempower',
    model: 'Satellite S-series',
    version: 'ocpp2.0.1',
    firmwares: ['2.10.4', '2.11.0'],
    outlets: [ccs2(240_000), ccs2(240_000)],
  },
  hypercharger: {
    vendor: 'alpitronic',
    model: 'HYC300',
    version: 'ocpp2.1',
    firmwares: ['2.6.3'],
    outlets: [ccs2(300_000), ccs2(300_000)],
  },
} as const satisfies Record<string, DemoModel>

export type ModelName = keyof typeof DEMO_MODELS
