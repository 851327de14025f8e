import type { Rhythm } from '../../simulator/rhythm'
import type { ModelName } from './models'
import type { TariffName } from './tariffs'

/** A place of the demo network. The places are real, who runs chargers there is made up. */
export interface DemoSite {
  /** Short code that starts its stations' identities. */
  readonly code: string
  readonly name: string
  readonly address: string
  readonly postalCode: string
  readonly city: string
  readonly latitude: number
  readonly longitude: number
  readonly priceArea: 'SE1' | 'SE2' | 'SE3' | 'SE4'
  readonly fuseA: number
  readonly rhythm: Rhythm
  readonly tariff: TariffName
  /** How many stations of which model. */
  readonly stations: readonly (readonly [ModelName, number])[]
  /** Fast chargers at a slow place have a price of their own. */
  readonly fastTariff?: TariffName
}

/** Twelve sites from Luleå to Malmö, 200 stations. */
export const DEMO_SITES: readonly DemoSite[] = [
  {
    code: 'KIS',
    name: 'Kista Galleria',
    address: 'Danmarksgatan 11',
    postalCode: '164 53',
    city: 'Kista',
    latitude: 59.4029,
    longitude: 17.9446,
    priceArea: 'SE3',
    fuseA: 630,
    rhythm: 'destination',
    tariff: 'Publik AC',
    fastTariff: 'Snabbladdning',
    stations: [
      ['chargestorm', 10],
      ['zaptec', 8],
      ['terra184', 2],
    ],
  },
  {
    code: 'MOS',
    name: 'Mall of Scandinavia',
    address: 'Stjärntorget 2',
    postalCode: '169 79',
    city: 'Solna',
    latitude: 59.3703,
    longitude: 18.0041,
    priceArea: 'SE3',
    fuseA: 1000,
    rhythm: 'destination',
    tariff: 'Publik AC',
    fastTariff: 'Snabbladdning',
    stations: [
      ['alfen', 16],
      ['keba', 6],
      ['satellite', 2],
    ],
  },
  {
    code: 'HAM',
    name: 'Hammarby Sjöstad',
    address: 'Hammarby allé 91',
    postalCode: '120 63',
    city: 'Stockholm',
    latitude: 59.3037,
    longitude: 18.1052,
    priceArea: 'SE3',
    fuseA: 250,
    rhythm: 'housing',
    tariff: 'Boende spot',
    stations: [
      ['zaptec', 16],
      ['easee', 4],
    ],
  },
  {
    code: 'UPP',
    name: 'Uppsala resecentrum',
    address: 'Stationsgatan 12',
    postalCode: '753 40',
    city: 'Uppsala',
    latitude: 59.8586,
    longitude: 17.6476,
    priceArea: 'SE3',
    fuseA: 400,
    rhythm: 'workplace',
    tariff: 'Dag och natt',
    stations: [
      ['chargestorm', 8],
      ['maxicharger', 6],
    ],
  },
  {
    code: 'LIN',
    name: 'Lindholmen',
    address: 'Lindholmspiren 5',
    postalCode: '417 56',
    city: 'Göteborg',
    latitude: 57.7067,
    longitude: 11.9384,
    priceArea: 'SE3',
    fuseA: 630,
    rhythm: 'workplace',
    tariff: 'Arbetsplats',
    fastTariff: 'Snabbladdning',
    stations: [
      ['garoTwin', 12],
      ['alfen', 8],
      ['satellite', 2],
    ],
  },
  {
    code: 'EMP',
    name: 'Emporia',
    address: 'Hyllie boulevard 19',
    postalCode: '215 32',
    city: 'Malmö',
    latitude: 55.5642,
    longitude: 12.974,
    priceArea: 'SE4',
    fuseA: 800,
    rhythm: 'destination',
    tariff: 'Publik AC',
    fastTariff: 'Snabbladdning',
    stations: [
      ['terraAc', 12],
      ['keba', 6],
      ['hypercharger', 2],
    ],
  },
  {
    code: 'LUN',
    name: 'Ideon Science Park',
    address: 'Scheelevägen 15',
    postalCode: '223 63',
    city: 'Lund',
    latitude: 55.7148,
    longitude: 13.2134,
    priceArea: 'SE4',
    fuseA: 400,
    rhythm: 'workplace',
    tariff: 'Arbetsplats',
    stations: [
      ['garo', 10],
      ['maxicharger', 8],
    ],
  },
  {
    code: 'ORE',
    name: 'Marieberg Örebro',
    address: 'Säljarevägen 1',
    postalCode: '702 36',
    city: 'Örebro',
    latitude: 59.2218,
    longitude: 15.1409,
    priceArea: 'SE3',
    fuseA: 1250,
    rhythm: 'fast',
    tariff: 'Snabbladdning',
    stations: [
      ['hypercharger', 6],
      ['terra184', 4],
    ],
  },
  {
    code: 'JKP',
    name: 'A6 Jönköping',
    address: 'Kompanigatan 1',
    postalCode: '553 05',
    city: 'Jönköping',
    latitude: 57.7723,
    longitude: 14.2069,
    priceArea: 'SE3',
    fuseA: 1000,
    rhythm: 'fast',
    tariff: 'Snabbladdning',
    stations: [
      ['satellite', 6],
      ['hypercharger', 4],
    ],
  },
  {
    code: 'VAL',
    name: 'Vallastaden',
    address: 'Vallastadens allé 10',
    postalCode: '583 37',
    city: 'Linköping',
    latitude: 58.3969,
    longitude: 15.5822,
    priceArea: 'SE3',
    fuseA: 200,
    rhythm: 'housing',
    tariff: 'Boende',
    stations: [
      ['easee', 14],
      ['garo', 4],
    ],
  },
  {
    code: 'BIR',
    name: 'Birsta',
    address: 'Gesällvägen 1',
    postalCode: '863 41',
    city: 'Sundsvall',
    latitude: 62.4456,
    longitude: 17.3356,
    priceArea: 'SE2',
    fuseA: 800,
    rhythm: 'destination',
    tariff: 'Publik AC',
    fastTariff: 'Snabbladdning',
    stations: [
      ['chargestorm', 6],
      ['terraAc', 4],
      ['terra184', 4],
    ],
  },
  {
    code: 'LUL',
    name: 'Storheden Luleå',
    address: 'Betongvägen 2',
    postalCode: '973 45',
    city: 'Luleå',
    latitude: 65.6178,
    longitude: 22.0527,
    priceArea: 'SE1',
    fuseA: 630,
    rhythm: 'fast',
    tariff: 'Snabbladdning',
    stations: [
      ['hypercharger', 4],
      ['satellite', 6],
    ],
  },
]
