import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

test('a price is found, overridden for past days, previewed on stored usage, and reset', async ({ page }) => {
  const org = await openDemo(page)
  await page.goto(`/${org}/genai/reconciliation`)
  await page.getByRole('link', { name: 'Prices' }).click()
  await expect(page).toHaveTitle(/^Prices/)
  const table = page.getByRole('region', { name: 'Prices in force' })
  await page.getByRole('searchbox', { name: 'Search prices' }).fill('gpt-5-mini output standard global')
  await expect(page).toHaveURL(/q=gpt-5-mini/)
  const row = table.getByRole('row', { name: /^gpt-5-mini/ })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('Price list')

  await row.getByRole('button', { name: /^Change gpt-5-mini/ }).press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^What you pay, USD per 1M tokens/).fill('1,25')
  await sheet.getByRole('button', { name: 'Set override' }).click()
  await expect(sheet.getByText('Give a decimal number that is not negative').first()).toBeVisible()
  await sheet.getByLabel(/^What you pay/).fill('1.250')
  await sheet.getByLabel('First day, UTC').fill(threeDaysAgo())
  await sheet.getByRole('button', { name: 'Set override' }).click()
  await expect(row).toContainText('Override')
  await expect(row).toContainText('1.25 USD')

  await page.getByRole('button', { name: 'Preview pricing them anew' }).click()
  await sheet.getByRole('button', { name: 'Preview' }).click()
  await expect(sheet.getByRole('row', { name: /^Total USD .*−\$/ })).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Price these days anew' })).toBeEnabled()
  await page.keyboard.press('Escape')

  await row.getByRole('button', { name: /^Change/ }).click()
  await sheet.getByRole('button', { name: /^Reset/ }).click()
  await page.getByRole('button', { name: 'Reset', exact: true }).last().click()
  await expect(row).toContainText('Price list')
})

/** A past day with few others after it, so that the preview has little to price. */
function threeDaysAgo(): string {
  return new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
}
