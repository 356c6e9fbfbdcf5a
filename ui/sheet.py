"""The style sheet: what a palette cannot say. Edges of controls, the focus ring, banners, the rail, tables.

Sizes and fonts are not here: a font in a style sheet stops following the language.
"""

from __future__ import annotations

from string import Template

from app.paths import RESOURCES
from ui.theme import Colours

_SHEET = Template("""
QToolTip { color: $text; background: $tip; border: 1px solid $border; padding: 4px 6px; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $base; color: $text; border: 1px solid $border; border-radius: 4px; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: 20px; }
QPlainTextEdit { padding: 3px 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $focus; padding: 2px 6px; }
QPlainTextEdit:focus { padding: 2px 3px; }
QLineEdit[quiet="true"] { border-color: $base; background: transparent; }
QLineEdit[quiet="true"]:hover { border-color: $line; background: $base; }
QLineEdit[quiet="true"]:focus { border-color: $focus; background: $base; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $window; color: $disabled; border-color: $line; }
QLineEdit[quiet="true"]:disabled { border-color: $base; background: transparent; }
QLineEdit:read-only { background: $window; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border: 2px solid $danger; padding: 2px 6px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
    border-color: $focus; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:disabled {
    background: transparent; border: none; border-radius: 0; padding: 0; min-height: 0; }
QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$marks/caret-$name.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $base; color: $text; border: 1px solid $border; outline: 0;
    selection-background-color: $chosen; selection-color: $text; padding: 2px; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }

QPushButton { background: $panel; color: $text; border: 1px solid $border; border-radius: 4px;
    padding: 4px 12px; min-height: 18px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed, QPushButton:checked { background: $chosen; }
QPushButton:focus { border: 2px solid $focus; padding: 3px 11px; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $window; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:focus { border-color: $focus; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $link; padding: 3px 4px;
    text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[chip="true"] { background: $chosen; color: $text; border: 1px solid $chosen; border-radius: 4px;
    padding: 3px 6px; }
QPushButton[chip="true"]:hover { text-decoration: none; border-color: $border; }
QPushButton[chip="true"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 2px 3px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; color: $text;
    min-width: 18px; min-height: 18px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed, QToolButton:checked { background: $chosen; }
QToolButton:focus { border: 2px solid $focus; padding: 2px; }
QToolButton:disabled { color: $disabled; }
QLineEdit QToolButton { border: none; padding: 0; min-width: 0; min-height: 0; background: transparent; }
QToolButton[popupMode="1"], QToolButton[popupMode="2"] { padding-right: 18px; }
QToolButton::menu-indicator { image: url("$marks/caret-$name.svg"); width: 10px; height: 10px;
    subcontrol-position: right center; subcontrol-origin: padding; right: 3px; }
QPushButton::menu-indicator { image: url("$marks/caret-$name.svg"); width: 12px; height: 12px;
    subcontrol-position: right center; subcontrol-origin: padding; right: 8px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px 4px; border: 2px solid transparent; border-radius: 4px;
    min-height: 18px; color: $text; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $border;
    background: $base; border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$marks/check-$name.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$marks/dash-$name.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$marks/dot-$name.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $panel; }

QTableView, QListView, QTreeView { background: $base; color: $text; border: 1px solid $line; margin: 1px;
    outline: 0; gridline-color: transparent; selection-background-color: $chosen; selection-color: $text; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $focus; margin: 0; }
QListView[quiet="true"] { border: none; margin: 0; }
QTableView[quiet="true"] { border: none; margin: 2px; }
QTableView[quiet="true"]:focus { border: 2px solid $focus; margin: 0; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
    border-right: 1px solid $line; padding: 0 8px; }
QHeaderView::section:hover { color: $text; background: $raised; }
QHeaderView::up-arrow { image: url("$marks/up-$name.svg"); width: 10px; height: 10px;
    subcontrol-position: right center; right: 6px; }
QHeaderView::down-arrow { image: url("$marks/caret-$name.svg"); width: 10px; height: 10px;
    subcontrol-position: right center; right: 6px; }
QTableCornerButton::section { background: $panel; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border: 2px solid transparent;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: 4px; }

QGroupBox { border: 1px solid $line; border-radius: 4px; margin-top: 10px; padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; padding: 0 4px; color: $text; }

QMenu { background: $base; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 3px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: $window; color: $text; }
QMenuBar::item { padding: 5px 9px; border-radius: 3px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $panel; border: 1px solid $border; border-radius: 4px; text-align: center; color: $text; }
QProgressBar::chunk { background: $chosen; border-radius: 3px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; border-radius: 3px; border: none; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; border-radius: 3px; border: none; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLabel[tone="muted"], QPushButton[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="danger"], QCheckBox[tone="danger"] { color: $danger; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="ok"] { color: $ok; }

QFrame[surface="card"] { background: $base; border: 1px solid $line; border-radius: 4px; }
QFrame[surface="panel"] { background: $panel; border: none; }
QFrame[surface="base"] { background: $base; border: none; }
QFrame[surface="line"] { background: $line; border: none; }
QFrame[surface="danger"] { background: $danger_fill; border: 1px solid $danger; border-radius: 4px; }
QFrame[surface="warn"] { background: $warn_fill; border: 1px solid $warn; border-radius: 4px; }
QFrame[surface="ok"] { background: $ok_fill; border: 1px solid $ok; border-radius: 4px; }
QFrame[surface="notice"] { background: $base; border: 1px solid $border; border-radius: 4px; }
QFrame[band="quiet"] { background: $chosen; border: none; border-bottom: 1px solid $line; border-radius: 0; }
QFrame[band="warn"] { background: $warn_fill; border: none; border-bottom: 1px solid $warn; border-radius: 0; }
QFrame[surface="hit"] { background: $warn_fill; border: none; border-radius: 3px; }
QFrame[surface="trial"] { background: $trial; border: none; }
QFrame[surface="result"] { background: $chosen; border: none; border-radius: 3px; }

QToolButton[rail="true"] { border-radius: 0; border: 2px solid transparent; border-left: 3px solid transparent;
    padding: 3px 10px; text-align: left; }
QToolButton[slim="true"] { padding: 1px 10px; }
QToolButton[rail="true"][tight="true"] { padding: 0 10px; }
QToolButton[rail="true"]:hover { background: $raised; }
QToolButton[rail="true"]:checked { background: $chosen; border-left: 3px solid $accent; }
QToolButton[rail="true"]:focus { border: 2px solid $focus; border-left: 3px solid $focus; }
""")


def sheet(of: Colours) -> str:
    """The style sheet in the colours of a theme."""
    marks = (RESOURCES / "icons" / "marks").as_posix()
    values = {name: getattr(of, name) for name in Colours.__slots__ if name != "chips"}
    return _SHEET.substitute(values, marks=marks, trial=of.chips["violet"][1])
