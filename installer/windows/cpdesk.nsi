; CP Desk for Windows: one setup for one person, without administrator's rights.
;
; makensis -DVERSION=0.1.0 -DFOLDER=dist/cpdesk -DICON=build/cpdesk.ico -DOUT=dist/cpdesk-0.1.0-setup.exe cpdesk.nsi
; `python dev.py setup-exe` gives these words; the version comes from app/version.py. Silent: setup.exe /S

Unicode true
!ifdef PLAIN
  SetCompress off ; to try the script quickly
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true
RequestExecutionLevel user

!define NAME "CP Desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\cpdesk"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\cpdesk" "folder"
BrandingText "${NAME} ${VERSION}"

!include "MUI2.nsh"
!include "LogicLib.nsh"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\cpdesk.exe"
!insertmacro MUI_PAGE_LICENSE "${FOLDER}\licences\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString TITLE ${LANG_ENGLISH} "CP Desk"
LangString TITLE ${LANG_TRADCHINESE} "清潔生產個案台"
LangString TITLE ${LANG_SIMPCHINESE} "清洁生产个案台"
LangString OPEN ${LANG_ENGLISH} "CP Desk is open. Nothing was changed. Close it and try again."
LangString OPEN ${LANG_TRADCHINESE} "清潔生產個案台正在使用，未作任何更改。請先關閉程式再試。"
LangString OPEN ${LANG_SIMPCHINESE} "清洁生产个案台正在使用，未作任何更改。请先关闭程序再试。"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "${NAME} setup"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "Apache-2.0"

; Hong Kong (3076) and Macau (5124) read Traditional Chinese; Singapore (4100) reads Simplified.
!macro CHOOSE_LANGUAGE
  System::Call "kernel32::GetUserDefaultUILanguage() i .r0"
  ${If} $0 == 3076
  ${OrIf} $0 == 5124
    StrCpy $LANGUAGE ${LANG_TRADCHINESE}
  ${ElseIf} $0 == 4100
    StrCpy $LANGUAGE ${LANG_SIMPCHINESE}
  ${EndIf}
!macroend

; A program that is running cannot be opened for writing; then nothing is begun.
!macro REFUSE_WHILE_OPEN PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(OPEN)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Our own files and nothing else: what somebody has put beside them stays.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\cpdesk.exe"
  Delete "$INSTDIR\cpdesk-cli.exe"
!macroend

Function .onInit
  !insertmacro CHOOSE_LANGUAGE
FunctionEnd

Function un.onInit
  !insertmacro CHOOSE_LANGUAGE
FunctionEnd

Section "install"
  !insertmacro REFUSE_WHILE_OPEN "cpdesk.exe"
  !insertmacro REFUSE_WHILE_OPEN "cpdesk-cli.exe"
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(TITLE).lnk" "$INSTDIR\cpdesk.exe"
  WriteRegStr HKCU "Software\cpdesk" "folder" "$INSTDIR"
  WriteRegStr HKCU "Software\cpdesk" "shortcut" "$SMPROGRAMS\$(TITLE).lnk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(TITLE)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\cpdesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Offices, papers and settings are people's own and stay.
Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN "cpdesk.exe"
  !insertmacro REFUSE_WHILE_OPEN "cpdesk-cli.exe"
  ReadRegStr $1 HKCU "Software\cpdesk" "shortcut"
  ${If} $1 != ""
    Delete "$1"
  ${EndIf}
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\cpdesk"
SectionEnd
