'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { itemsOf, type ValueKind } from '@/lib/configuration/check-value'

interface ValueInputProps {
  kind: ValueKind & { readonly unit: string | null }
  value: string
  onChange: (value: string) => void
  id?: string
}

/** The input a value's type wants: a choice for what is a choice, a number field for numbers, text for the rest. */
export function ValueInput({ kind, value, onChange, ...aria }: ValueInputProps) {
  const t = useTranslations('devices.values')
  const { dataType, valuesList } = kind
  if (dataType === 'boolean') {
    const word = /^true$/i.test(value) ? 'true' : /^false$/i.test(value) ? 'false' : value
    return (
      <NativeSelect {...aria} value={word} onChange={(event) => onChange(event.target.value)}>
        {word !== 'true' && word !== 'false' && <option value={word}>{word || '–'}</option>}
        <option value="true">{t('true')}</option>
        <option value="false">{t('false')}</option>
      </NativeSelect>
    )
  }
  if (dataType === 'OptionList' && valuesList !== null) {
    return (
      <NativeSelect {...aria} value={value} onChange={(event) => onChange(event.target.value)}>
        {!valuesList.includes(value) && <option value={value}>{value || '–'}</option>}
        {valuesList.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </NativeSelect>
    )
  }
  if (dataType === 'MemberList' && valuesList !== null) {
    return <Members choices={valuesList} value={value} onChange={onChange} />
  }
  const isNumber = dataType === 'integer' || dataType === 'decimal'
  return (
    <Input
      {...aria}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      inputMode={isNumber ? 'decimal' : undefined}
      maxLength={2500}
      className="font-mono"
      autoComplete="off"
      spellCheck={false}
    />
  )
}

function Members(props: { choices: readonly string[]; value: string; onChange: (value: string) => void }) {
  const { choices, value, onChange } = props
  const chosen = itemsOf(value)
  // What the station has chosen and does not list is kept until it is unticked.
  const all = [...choices, ...chosen.filter((one) => !choices.includes(one))]
  return (
    <div className="grid max-h-60 gap-1.5 overflow-y-auto rounded-md border p-2">
      {all.map((one) => (
        <Label key={one} className="flex items-center gap-2 font-mono font-normal text-xs">
          <Checkbox
            checked={chosen.includes(one)}
            onCheckedChange={(isOn) =>
              onChange((isOn ? [...chosen, one] : chosen.filter((other) => other !== one)).join(','))
            }
          />
          {one}
        </Label>
      ))}
    </div>
  )
}
