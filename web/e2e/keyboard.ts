import { expect, type Locator, type Page } from "@playwright/test";

// Keyboard is a person without a mouse: it reaches things by Tab and acts by keys.
export class Keyboard {
  constructor(private readonly page: Page) {}

  press = (...keys: string[]) => this.each(keys);

  private async each(keys: string[]) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  // tabTo presses Tab until the element has the focus, as a person would who sees where it is.
  async tabTo(target: Locator, back = false) {
    await target.waitFor();
    for (let i = 0; i < 150; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(back ? "Shift+Tab" : "Tab");
    }
    throw new Error(`Tab does not reach ${target}`);
  }

  async follow(link: Locator, back = false) {
    await this.tabTo(link, back);
    await this.page.keyboard.press("Enter");
  }

  // write replaces what stands in a field.
  async write(field: Locator, text: string) {
    await this.tabTo(field);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
    await expect(field).toHaveValue(text);
  }

  // choose sets a group of radio buttons as browsers let it be set: arrows move the choice.
  async choose(group: Locator, wanted: Locator) {
    await this.tabTo(group.getByRole("radio").first());
    await this.page.keyboard.press("Space");
    const all = await group.getByRole("radio").count();
    for (let i = 0; i < all && !(await wanted.isChecked()); i++) await this.page.keyboard.press("ArrowDown");
    await expect(wanted).toBeChecked();
  }

  // selectWords selects words at the start of a line of the page at hand, line by line down to it.
  async selectWords(words: string) {
    const said = this.page.locator("#said");
    const all = words.split(" ");
    await this.page.keyboard.press("v");
    await expect(said).toHaveText(/^Selecting words\. /);
    for (let i = 0; i < 60 && (await said.textContent()) !== all[0]; i++) await this.press("ArrowDown", "Home");
    for (let i = 1; i < all.length; i++) await this.page.keyboard.press("Shift+ArrowRight");
    await expect(said).toHaveText(`${all.at(-1)}, ${all.length} words selected`);
  }
}
