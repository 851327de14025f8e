import { useTranslations } from 'next-intl'

/** Turns `user:12` and its name into words. */
export function useWho() {
  const t = useTranslations('tariffs')
  return (ref: string, name: string | null) =>
    name ?? (ref.startsWith('key:') ? t('apiKey') : ref === 'system' ? t('system') : t('noName'))
}
