import type { WantedSetting } from './wanted-settings'

/** A configuration value the station has said. */
export interface SaidSetting {
  readonly component: string
  readonly key: string
  readonly value: string | null
  readonly readonly: boolean
}

/** so: as wanted. differs: can be set. fixed: otherwise, and read-only there. absent: the station has no such setting. */
export type Standing = 'so' | 'differs' | 'fixed' | 'absent'

export interface ComparedSetting extends WantedSetting {
  readonly standing: Standing
}

/** What a station has said of its settings beside what the policy wants. */
export function compareSettings(
  wanted: readonly WantedSetting[],
  said: readonly SaidSetting[],
): readonly ComparedSetting[] {
  const known = new Map(said.map((one) => [nameOf(one), one]))
  return wanted.map((setting) => {
    const one = known.get(setting.key.toLowerCase())
    if (one === undefined || one.value === null) return { ...setting, standing: 'absent' }
    if (one.value.trim().toLowerCase() === setting.value) return { ...setting, standing: 'so' }
    return { ...setting, standing: one.readonly ? 'fixed' : 'differs' }
  })
}

const nameOf = ({ component, key }: SaidSetting) => (component === '' ? key : `${component}.${key}`).toLowerCase()
