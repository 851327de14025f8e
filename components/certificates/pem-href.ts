/** A certificate as a file to save. */
export const pemHref = (pem: string): string => `data:application/x-pem-file;charset=utf-8,${encodeURIComponent(pem)}`
