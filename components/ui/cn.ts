import { type ClassValue, clsx } from 'clsx'
import { twMerge } from 'tailwind-merge'

/** Joins class names; a later Tailwind class beats an earlier one of its kind. */
export const cn = (...classes: ClassValue[]) => twMerge(clsx(classes))
