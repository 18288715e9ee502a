import { AppError } from './errors.ts'

declare const brand: unique symbol

/** A validated tenant id: 3–50 of `a-z 0-9 _`. The only ways to get one are in this file. */
export type OrgSlug = string & { readonly [brand]: 'OrgSlug' }

const ORG_SLUG = /^[a-z0-9_]{3,50}$/

function isOrgSlug(input: string): input is OrgSlug {
  return ORG_SLUG.test(input)
}

/** Lowers ASCII upper case, then validates. Throws `invalid_input`. */
export function parseOrgSlug(input: string): OrgSlug {
  const slug = input.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  if (!isOrgSlug(slug)) {
    throw new AppError(
      'invalid_input',
      'An organization slug is 3 to 50 characters: letters a-z, digits and underscores.',
    )
  }
  return slug
}

/** `{company_name}_{base36 milliseconds}`, cut to 50 characters; `now` is milliseconds since the epoch. */
export function generateOrgSlug(companyName: string, now: number): OrgSlug {
  const stem = companyName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  return parseOrgSlug(`${stem || 'org'}_${now.toString(36)}`)
}
