import { expect, test } from '@playwright/test'
import { openDemo, signInToDemo } from './open-demo.ts'

test('a first visitor reaches the demo dashboard and its figures', async ({ page }) => {
  await signInToDemo(page)
  await expect(page.getByTestId('mtd').first()).toHaveText(/\d[\d,]*\.\d{2}/)
  await expect(page.getByText('Demo: simulated data.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'By provider' }).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Freshness' })).toBeVisible()
  await expect(page.getByRole('img', { name: /cost per day/ }).first()).toBeVisible()
})

test('the metric is in the address and survives a reload', async ({ page }) => {
  await openDemo(page)
  await page.getByRole('radio', { name: 'Billed' }).click()
  await expect(page).toHaveURL(/metric=billed/)
  await expect(page.getByText('Billed cost per day').first()).toBeVisible()
  const billed = await page.getByTestId('mtd').first().textContent()
  await page.reload()
  await expect(page.getByTestId('mtd').first()).toHaveText(billed ?? '')
  await expect(page.getByRole('radio', { name: 'Billed' })).toBeChecked()
})

test('a provider on the dashboard leads to its costs, and the export carries the filter', async ({
  page,
  request,
}) => {
  await openDemo(page)
  const provider = page.getByRole('region', { name: 'By provider' }).first().getByRole('link').first()
  const name = (await provider.textContent()) ?? ''
  await provider.click()
  await expect(page.getByRole('heading', { name: 'Costs', level: 1 })).toBeVisible()
  await page.getByRole('radio', { name: 'Charges' }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('cell', { name, exact: true }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Export' }).click()
  const href = (await page.getByRole('menuitem', { name: 'CSV, FOCUS 1.3' }).getAttribute('href')) ?? ''
  expect(new URLSearchParams(href.split('?')[1]).get('providers')).toBe(name)
  const cookies = await page.context().cookies()
  const cookie = cookies.map((entry) => `${entry.name}=${entry.value}`).join('; ')
  const csv = await (await request.get(href, { headers: { cookie } })).text()
  const [header = '', first = ''] = csv.split('\n')
  expect(header).toContain('BilledCost')
  expect(first).toContain(name)
})

test('signed-out visitors are sent to sign in and come back to their page', async ({ page }) => {
  const org = await signInToDemo(page)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto(`/${org}/costs?group=provider`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByRole('button', { name: 'Open the demo' }).click()
  await expect(page).toHaveURL(new RegExp(`/${org}/costs\\?group=provider`))
})
