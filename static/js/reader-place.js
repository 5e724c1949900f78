// The place in the stream: what page is in view while it is scrolled, and the
// same place again after the pages changed their size.

const margin = 4; // pixels left above a page that was jumped to

export class Place {
  page = null; // the one that the place is measured by
  into = 0; // how far the top of the screen is into it, as a share of its height
  jumpedTo = -1; // scrollTop after a jump: until it changes, that page is at hand

  constructor(reader) {
    this.reader = reader;
    this.box = reader.stream;
    this.box.addEventListener("scroll", this.follow);
    const sizes = new ResizeObserver(() => this.restore());
    for (const one of [this.box, ...reader.pages.elements]) sizes.observe(one);
  }

  jump(page) {
    this.page = page;
    this.into = -margin / page.offsetHeight;
    this.restore();
  }

  // restore scrolls to where the place is now.
  restore() {
    if (!this.page) return;
    this.box.scrollTop = this.page.offsetTop + this.into * this.page.offsetHeight;
    this.jumpedTo = this.box.scrollTop;
  }

  measure(page) {
    this.page = page;
    this.into = (this.box.scrollTop - page.offsetTop) / page.offsetHeight;
  }

  follow = () => {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (Math.abs(this.box.scrollTop - this.jumpedTo) < 2) return;
      this.jumpedTo = -1;
      const index = this.inView();
      if (index < 0) return;
      this.measure(this.reader.pages.elements[index]);
      this.reader.setCurrent(index);
    });
  };

  // inView is the index of the page a little above the middle of the screen.
  inView() {
    const { elements } = this.reader.pages;
    const line = this.box.scrollTop + this.box.clientHeight * 0.4;
    let low = 0;
    let high = elements.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (elements[middle].offsetTop <= line) low = middle;
      else high = middle - 1;
    }
    return high < 0 ? -1 : low;
  }
}
