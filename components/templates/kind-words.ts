import type { useTranslations } from 'next-intl'
import type { Template } from '@/lib/templates/template'

const VERSIONS: Readonly<Record<string, string>> = {
  'ocpp1.6': 'OCPP 1.6',
  'ocpp2.0.1': 'OCPP 2.0.1',
  'ocpp2.1': 'OCPP 2.1',
}

/** Which stations a template is for, in one line. */
export const kindWords = (
  t: ReturnType<typeof useTranslations<'templates'>>,
  { vendor, model, protocol }: Pick<Template, 'vendor' | 'model' | 'protocol'>,
): string => [vendor || t('anyVendor'), model || t('anyModel'), VERSIONS[protocol] ?? t('anyProtocol')].join(' · ')
